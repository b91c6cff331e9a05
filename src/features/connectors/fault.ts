import type { ConnectorFaultCode } from "../../kernel/connector-faults.ts";

/**
 * A source that did not do what was asked of it. Holds a code and, where it helps, a name from the connector's own
 * configuration (a column, a status code): never a text of the source, which may say anything about anybody.
 */
export class ConnectorFault extends Error {
  readonly code: ConnectorFaultCode;
  readonly subject: string | null;

  constructor(code: ConnectorFaultCode, options: { subject?: string; cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ConnectorFault";
    this.code = code;
    this.subject = options.subject ?? null;
  }
}

/** The fault of an error; what nobody foresaw counts as an answer that made no sense. */
export const faultOf = (error: unknown): ConnectorFault =>
  error instanceof ConnectorFault ? error : new ConnectorFault("BAD_ANSWER", { cause: error });
