import { fromBase64 } from "../../kernel/bytes.ts";

export interface ClientCredentials {
  clientId: string;
  clientSecret: string;
}

/**
 * The client's credentials, from HTTP Basic (RFC 6749 §2.3.1: both parts form-encoded) or from the body; null when
 * neither has them whole, or when both do, which that clause forbids.
 */
export function readCredentials(
  authorization: string | null,
  body: { client_id?: string | undefined; client_secret?: string | undefined },
): ClientCredentials | null {
  if (authorization === null) {
    if (!body.client_id || !body.client_secret) return null;
    return { clientId: body.client_id, clientSecret: body.client_secret };
  }
  if (body.client_secret !== undefined) return null;
  const basic = readBasic(authorization);
  // A client may repeat its id in the body; another id would be somebody else's.
  return basic && (body.client_id === undefined || body.client_id === basic.clientId) ? basic : null;
}

function readBasic(authorization: string): ClientCredentials | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,1024})$/i.exec(authorization)?.[1];
  const bytes = encoded && fromBase64(encoded);
  if (!bytes) return null;
  const text = new TextDecoder().decode(bytes);
  const colon = text.indexOf(":");
  if (colon < 1) return null;
  try {
    return {
      clientId: decodeURIComponent(text.slice(0, colon).replaceAll("+", " ")),
      clientSecret: decodeURIComponent(text.slice(colon + 1).replaceAll("+", " ")),
    };
  } catch {
    return null;
  }
}
