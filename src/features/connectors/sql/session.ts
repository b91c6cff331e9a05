/** A statement with its parameters apart: values never become part of the text. */
export interface SqlStatement {
  text: string;
  params: readonly (string | null)[];
}

export interface SqlResult {
  /** Every value as text, as the statements ask for it. */
  rows: Record<string, unknown>[];
  /** Rows that the statement found to change. */
  changed: number;
}

/** One connection to a database, for one use. Throws `ConnectorFault`. */
export interface SqlSession {
  run(statement: SqlStatement): Promise<SqlResult>;
  close(): void;
}

export interface SessionOptions {
  connectionString: string;
  /** Refuse to speak without TLS and a certificate that a public authority vouches for. */
  tls: boolean;
  timeoutMs: number;
}

/** Opens a connection; throws `ConnectorFault`. */
export type OpenSession = (options: SessionOptions) => Promise<SqlSession>;
