import { connect, createServer, type Server, type Socket } from "node:net";

/** Something that listens on a random port of loopback. */
export interface Listener {
  port: number;
  close(): void;
}

function listen(serve: (client: Socket) => void): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => client.destroy());
    serve(client);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({
        port: typeof address === "object" && address ? address.port : 0,
        close() {
          for (const socket of sockets) socket.destroy();
          server.close();
        },
      });
    });
  });
}

/** Takes the connection and says nothing, ever. */
export const silent = () => listen(() => undefined);

/** Talks at once, of something else. */
export const nonsense = () =>
  listen((client) => client.write("HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<html>no</html>\r\n"));

/** Passes everything on, each of the server's words late. */
export const slow = (port: number, delayMs: number) =>
  listen((client) => {
    const server = connect(port, "127.0.0.1").on("error", () => client.destroy());
    client.pipe(server);
    server.on("data", (bytes) => setTimeout(() => client.write(bytes), delayMs));
    server.on("close", () => client.destroy());
    client.on("close", () => server.destroy());
  });

/**
 * Passes everything on, but for an UPDATE: `after` it was made the server's word of it never arrives, as when the
 * machine between dies; else the server never sees it.
 */
export const cutting = (port: number, after: boolean) =>
  listen((client) => {
    const server = connect(port, "127.0.0.1").on("error", () => client.destroy());
    server.on("data", (bytes) => {
      // CommandComplete carries the command's tag (PostgreSQL §54.7).
      if (after && bytes.includes("UPDATE 1")) client.destroy();
      else client.write(bytes);
    });
    client.on("data", (bytes) => {
      if (!after && bytes.includes("UPDATE")) client.destroy();
      else server.write(bytes);
    });
    server.on("close", () => client.destroy());
    client.on("close", () => server.destroy());
  });
