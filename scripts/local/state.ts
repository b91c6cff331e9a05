/** Where `wrangler dev` keeps its local D1, R2 and Durable Objects. */
export const STATE_PATH = ".wrangler/state";
