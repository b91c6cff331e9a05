/** One target of workerd's inspector, spoken to in the Chrome DevTools Protocol. */
export interface Inspector {
  send<T = Record<string, unknown>>(method: string, params?: object): Promise<T>;
  on(event: string, listen: (params: Record<string, unknown>) => void): void;
  close(): void;
}

interface Message {
  id?: number;
  result?: unknown;
  error?: { message: string };
  method?: string;
  params?: Record<string, unknown>;
}

/** Connects to the Worker whose target's name contains `name`; throws when there is none. */
export async function openInspector(inspectorUrl: URL, name: string): Promise<Inspector> {
  const listUrl = new URL("/json", inspectorUrl.href.replace(/^ws/, "http"));
  const targets = (await (await fetch(listUrl)).json()) as { title: string; webSocketDebuggerUrl: string }[];
  const target = targets.find(({ title }) => title.includes(name));
  if (!target) throw new Error(`no inspector target for ${name}`);
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((opened, failed) => {
    socket.addEventListener("open", opened);
    socket.addEventListener("error", failed);
  });

  let last = 0;
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Map<string, (params: Record<string, unknown>) => void>();
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.id !== undefined) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    } else if (message.method) listeners.get(message.method)?.(message.params ?? {});
  });
  return {
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, ({ result, error }) =>
          error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result as never),
        );
        socket.send(JSON.stringify({ id, method, params }));
      }),
    on: (event, listen) => listeners.set(event, listen),
    close: () => socket.close(),
  };
}
