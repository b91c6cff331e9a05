/** What the routes that read, and those that write, have in common. */
export const READ = { tag: "Webhooks", scope: "webhooks:read", limit: null, method: "get" } as const;
export const WRITE = { tag: "Webhooks", scope: "webhooks:write", limit: null, method: "post" } as const;
