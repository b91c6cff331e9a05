import type { Locale } from "../kernel/caller.ts";
import type { ConnectorFaultCode, ConnectorWarningCode } from "../kernel/connector-faults.ts";

type Texts = Record<ConnectorFaultCode | ConnectorWarningCode, string>;

/** What is wrong with a source, for the one who runs it; `{subject}` is a column, a binding or an HTTP status. */
const TEXTS: Record<Locale, Texts> = {
  es: {
    BINDING_NOT_ALLOWED:
      "El operador no ha abierto ese enlace de Hyperdrive a este tenant: {subject}. Debe figurar en CONNECTOR_BINDINGS y en wrangler.toml.",
    ADDRESS_NOT_ALLOWED: "La dirección no está permitida: debe ser un servidor de la red pública. {subject}",
    DNS_FAILED: "El nombre del servidor no se pudo resolver (DNS).",
    CONNECTION_REFUSED:
      "El servidor no aceptó la conexión: está apagado, o el puerto o el cortafuegos la impiden.",
    TLS_FAILED:
      "La conexión cifrada (TLS) falló: el servidor no la ofrece o su certificado no es de confianza.",
    AUTH_FAILED: "El servidor rechazó el usuario, la contraseña o la firma. {subject}",
    DATABASE_NOT_FOUND: "La base de datos no existe en ese servidor.",
    TABLE_NOT_FOUND: "La tabla no existe, o el usuario no ve su esquema. {subject}",
    COLUMN_NOT_FOUND: "La columna no existe: {subject}.",
    PERMISSION_DENIED:
      "El usuario de la base de datos no tiene permiso sobre {subject}. Véanse los GRANT en docs/connectors.md.",
    VALUE_NOT_ACCEPTED:
      "Una columna no acepta el valor que se escribiría: revise los tipos de las columnas de estado.",
    NOT_UNIQUE: "Más de una fila tiene el mismo valor en {subject}: la columna debe ser única.",
    ROW_NOT_FOUND: "La persona ya no está en la fuente.",
    TIMEOUT: "La fuente no respondió a tiempo.",
    CONNECTION_LOST: "La conexión se cortó antes de la respuesta.",
    UNAVAILABLE:
      "La fuente no puede atender ahora (arrancando, sin conexiones libres o en mantenimiento). {subject}",
    HTTP_ERROR: "El servicio respondió con el estado HTTP {subject}.",
    BAD_ANSWER: "La fuente respondió algo que no tiene la forma esperada. {subject}",
    QUERY_FAILED: "La base de datos rechazó la consulta (SQLSTATE {subject}).",
    SLOW: "Funciona, pero tarda más de la mitad del tiempo permitido.",
    EXCESS_PRIVILEGE: "Funciona, pero el usuario de la base de datos puede más de lo necesario: {subject}.",
  },
  en: {
    BINDING_NOT_ALLOWED:
      "The operator has not opened that Hyperdrive binding to this tenant: {subject}. It must stand in CONNECTOR_BINDINGS and in wrangler.toml.",
    ADDRESS_NOT_ALLOWED: "The address is not allowed: it must be a host on the public internet. {subject}",
    DNS_FAILED: "The host's name could not be resolved (DNS).",
    CONNECTION_REFUSED:
      "The host did not accept the connection: it is down, or a port or firewall is in the way.",
    TLS_FAILED:
      "The encrypted connection (TLS) failed: the host does not offer it, or its certificate is not trusted.",
    AUTH_FAILED: "The host refused the user name, the password or the signature. {subject}",
    DATABASE_NOT_FOUND: "There is no such database on that host.",
    TABLE_NOT_FOUND: "There is no such table, or the user does not see its schema. {subject}",
    COLUMN_NOT_FOUND: "There is no such column: {subject}.",
    PERMISSION_DENIED:
      "The database user has no permission on {subject}. See the GRANTs in docs/connectors.md.",
    VALUE_NOT_ACCEPTED:
      "A column does not take the value that would be written: check the types of the status columns.",
    NOT_UNIQUE: "More than one row has the same value in {subject}: the column must be unique.",
    ROW_NOT_FOUND: "The person is no longer in the source.",
    TIMEOUT: "The source did not answer in time.",
    CONNECTION_LOST: "The connection broke off before the answer.",
    UNAVAILABLE:
      "The source cannot serve just now (starting, out of connections or in maintenance). {subject}",
    HTTP_ERROR: "The service answered with HTTP status {subject}.",
    BAD_ANSWER: "The source answered something that does not have the expected form. {subject}",
    QUERY_FAILED: "The database refused the query (SQLSTATE {subject}).",
    SLOW: "It works, but takes more than half of the time allowed.",
    EXCESS_PRIVILEGE: "It works, but the database user may do more than is needed: {subject}.",
  },
};

/** The text of a fault or warning of a connector; null for another code. */
export function connectorMessage(locale: Locale, code: string, subject: string | null): string | null {
  const texts: Record<string, string> = TEXTS[locale];
  const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
  return text === undefined
    ? null
    : text
        .replace("{subject}", subject ?? "")
        .replace(/[ :]+(?=\.?$)/, "")
        .trim();
}
