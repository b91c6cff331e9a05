import { connect } from "cloudflare:sockets";
import { ConnectorFault } from "../fault.ts";

/** A connection's two ends, with the lock of each. */
export interface RawSocket {
  socket: Socket;
  reader: ReadableStreamDefaultReader<Uint8Array>;
  writer: WritableStreamDefaultWriter<Uint8Array>;
}

const lock = (socket: Socket): RawSocket => {
  // Each tells of the end as well as read and write do, and unheard would count as an error of nobody's.
  socket.closed.catch(() => undefined);
  const reader = socket.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const writer = socket.writable.getWriter() as WritableStreamDefaultWriter<Uint8Array>;
  reader.closed.catch(() => undefined);
  writer.closed.catch(() => undefined);
  return { socket, reader, writer };
};

/**
 * Connects to a host. The runtime tells nothing of why it could not, so that the stage it failed at says it: throws
 * `CONNECTION_REFUSED`. With `upgradable`, TLS can follow.
 */
export async function openSocket(host: string, port: number, upgradable: boolean): Promise<RawSocket> {
  const socket = connect(
    { hostname: host.replace(/^\[|\]$/g, ""), port },
    { secureTransport: upgradable ? "starttls" : "off", allowHalfOpen: false },
  );
  const raw = lock(socket);
  try {
    await socket.opened;
  } catch (cause) {
    throw new ConnectorFault("CONNECTION_REFUSED", { cause });
  }
  return raw;
}

/** Speaks TLS from here on, the certificate held to the host's name and the public authorities: `TLS_FAILED`. */
export async function upgrade(raw: RawSocket, host: string): Promise<RawSocket> {
  raw.reader.releaseLock();
  raw.writer.releaseLock();
  try {
    const secure = lock(raw.socket.startTls({ expectedServerHostname: host }));
    await secure.socket.opened;
    return secure;
  } catch (cause) {
    throw new ConnectorFault("TLS_FAILED", { cause });
  }
}
