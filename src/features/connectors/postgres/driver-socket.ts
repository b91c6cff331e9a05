import { ConnectorFault } from "../fault.ts";
import { openSocket, type RawSocket, upgrade } from "../sql/raw-socket.ts";

/** Node's, which `nodejs_compat` brings: the driver reads numbers by its methods. */
const { Buffer } = globalThis as unknown as { Buffer: { from(bytes: Uint8Array): Uint8Array } };

type Heard = (...values: never[]) => void;

/** Of the messages that a server may begin with (PostgreSQL §54.7): authentication, error, notice, version. */
const FIRST_MESSAGES = new Set([..."RENv"].map((letter) => letter.charCodeAt(0)));
/** PostgreSQL §54.2.11: length 8, then the number that stands for a wish for TLS. */
const SSL_REQUEST = Uint8Array.of(0, 0, 0, 8, 4, 210, 22, 47);
const YES = "S".charCodeAt(0);

/**
 * The socket that postgres.js is handed: what it uses of Node's. Its own for Workers does not tell a refused
 * connection from one that broke, and throws what happens after the end to nobody. Throws `CONNECTION_REFUSED` and
 * `TLS_FAILED`; a server that does not begin as PostgreSQL does ends it with `BAD_ANSWER`.
 */
export async function driverSocket(host: string, port: number, tls: boolean) {
  let raw = await openSocket(host, port, tls);
  if (tls) raw = await negotiateTls(raw, host);
  return speaking(raw);
}

async function negotiateTls(raw: RawSocket, host: string): Promise<RawSocket> {
  await raw.writer.write(SSL_REQUEST);
  const { value } = await raw.reader.read();
  if (value?.[0] !== YES) throw new ConnectorFault("TLS_FAILED");
  return upgrade(raw, host);
}

function speaking({ socket, reader, writer }: RawSocket) {
  const heard = new Map<string, Set<Heard>>();
  const listen = (name: string, listener: Heard) => {
    const listeners = heard.get(name) ?? new Set();
    heard.set(name, listeners.add(listener));
  };
  const emit = (name: string, ...values: unknown[]) => {
    for (const listener of heard.get(name) ?? []) listener(...(values as never[]));
  };
  const self = {
    readyState: "open",
    on: (name: string, listener: Heard) => listen(name, listener),
    once(name: string, listener: Heard) {
      const once: Heard = (...values) => {
        self.removeListener(name, once);
        listener(...values);
      };
      listen(name, once);
    },
    removeListener: (name: string, listener: Heard) => void heard.get(name)?.delete(listener),
    removeAllListeners: () => heard.clear(),
    write(bytes: Uint8Array, done?: () => void) {
      // The driver uses its buffer again, and a Worker sends later.
      writer.write(bytes.slice()).then(done, ended);
      return true;
    },
    end: (bytes?: Uint8Array) => (bytes ? void self.write(bytes, () => ended()) : ended()),
    destroy: () => ended(),
  };
  function ended(error?: unknown) {
    if (self.readyState === "closed") return;
    self.readyState = "closed";
    socket.close().catch(() => undefined);
    if (error !== undefined) emit("error", error);
    emit("close");
  }
  async function read() {
    for (let first = true; ; first = false) {
      const { done, value } = await reader.read();
      if (done) return ended();
      if (first && !FIRST_MESSAGES.has(value[0] ?? 0)) return ended(new ConnectorFault("BAD_ANSWER"));
      emit("data", Buffer.from(value));
    }
  }
  read().catch(ended);
  return self;
}
