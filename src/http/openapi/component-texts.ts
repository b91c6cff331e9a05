import type { Locale } from "../../kernel/caller.ts";

/** What the shared parts of the document say. */
export interface ComponentTexts {
  token: string;
  operator: string;
  client: string;
  idempotencyKey: string;
  acceptLanguage: string;
  ifMatch: string;
  /** What a body may carry; bounds in MiB. */
  file(bound: number): string;
  userFile: string;
  pictures(bound: number, each: number): string;
  multipart: string;
  headers: Record<
    | "Request-Id"
    | "Content-Language"
    | "RateLimit-Policy"
    | "RateLimit"
    | "Retry-After"
    | "Idempotency-Replayed"
    | "ETag"
    | "WWW-Authenticate",
    string
  >;
}

const es: ComponentTexts = {
  operator: "La clave `OPERATOR_KEY` de quien desplegó este Enroll.",
  token: "Un token de `POST /auth/token`, o de un emisor configurado.",
  client: "Cambia el id y el secreto de un cliente por un token.",
  idempotencyKey:
    "De 1 a 255 caracteres ASCII visibles, a su elección. Repetir con la misma clave y el mismo cuerpo devuelve la primera respuesta durante 24 horas, sin un segundo efecto.",
  acceptLanguage: "`es` (por defecto) o `en`; solo cambian los mensajes, nunca los códigos.",
  ifMatch: "El `ETag` en que se basa el cambio; 412 si el recurso ya cambió.",
  userFile:
    "Un archivo UTF-8 de hasta 50 MB: CSV con encabezado (coma, punto y coma o tabulador), o un objeto JSON por línea con el cuerpo de `POST /users/create`.",
  file: (bound) => `El archivo mismo, de hasta ${bound} MiB.`,
  pictures: (bound, each) => `Hasta ${bound} MiB en total; cada imagen, hasta ${each} MiB.`,
  multipart:
    "La parte `request` lleva el cuerpo JSON sin las imágenes; cada archivo es una parte cuyo nombre es su lugar en ese cuerpo, como `images.0.data`.",
  headers: {
    "Request-Id": "Nombra esta solicitud en nuestros registros y en la auditoría; igual a `meta.requestId`.",
    "Content-Language": "Idioma de los mensajes, `es` o `en`, elegido con `Accept-Language`.",
    "RateLimit-Policy": 'La cuota de esta clase de solicitudes, como `"documents";q=20;w=60`.',
    RateLimit: 'Lo que queda de ella y por cuántos segundos, como `"documents";r=3;t=17`.',
    "Retry-After": "Segundos que conviene esperar antes de repetir la solicitud.",
    "Idempotency-Replayed": "`true` cuando se repite una respuesta ya dada para esta `Idempotency-Key`.",
    ETag: "Versión del recurso, para `If-Match`.",
    "WWW-Authenticate": "Por qué no se aceptó el token (RFC 6750 §3).",
  },
};

const en: ComponentTexts = {
  operator: "The `OPERATOR_KEY` of who deployed this Enroll.",
  token: "A token of `POST /auth/token`, or of a configured issuer.",
  client: "Exchanges a client's id and secret for a token.",
  idempotencyKey:
    "1-255 printable ASCII characters of your choice. A repeat with the same key and body gets the first answer for 24 hours and has no second effect.",
  acceptLanguage: "`es` (default) or `en`; only messages change, codes never do.",
  ifMatch: "The `ETag` the change is based on; 412 when the resource has moved on.",
  userFile:
    "A UTF-8 file of at most 50 MB: CSV with a header (comma, semicolon or tab), or one JSON object a line with the body of `POST /users/create`.",
  file: (bound) => `The file itself, at most ${bound} MiB.`,
  pictures: (bound, each) => `At most ${bound} MiB in all, each picture at most ${each} MiB.`,
  multipart:
    "The part `request` holds the JSON body without its pictures; each file is a part named by its place in that body, such as `images.0.data`.",
  headers: {
    "Request-Id": "Names this request in our log and audit trail; the same as `meta.requestId`.",
    "Content-Language": "Language of the messages, `es` or `en`, chosen by `Accept-Language`.",
    "RateLimit-Policy": 'The quota of this class of requests, such as `"documents";q=20;w=60`.',
    RateLimit: 'What is left of it and for how many seconds, such as `"documents";r=3;t=17`.',
    "Retry-After": "Seconds to wait before the same request may succeed.",
    "Idempotency-Replayed": "`true` on the repeat of an answer already given for this `Idempotency-Key`.",
    ETag: "Version of the resource, for `If-Match`.",
    "WWW-Authenticate": "Why the token was not taken (RFC 6750 §3).",
  },
};

export const componentTexts: Record<Locale, ComponentTexts> = { es, en };
