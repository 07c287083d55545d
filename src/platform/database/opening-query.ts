import pg, { type ClientBase, type QueryResult, type QueryResultRow } from 'pg';

/** What pg's connection and query can do; their types do not tell. */
interface Wire {
  parse(message: { readonly text: string; readonly name: string }): void;
  bind(message: { readonly portal: string; readonly statement: string; readonly values: readonly unknown[] }): void;
  execute(message: { readonly portal: string; readonly rows: number }): void;
  readonly submittedNamedStatements: Record<string, string>;
}
interface WireQuery {
  name: string | undefined;
  prepare(connection: Wire): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
  handleError(error: Error, connection: Wire): void;
}
const Base = pg.Query as unknown as new (config: object) => WireQuery;

/**
 * The first statement of a transaction, which goes to the server in one message with the `begin` before it: a trip less for each
 * transaction. Should `begin` fail, the server skips all up to the end of the message, so nothing ever runs outside a transaction.
 */
class OpeningQuery extends Base {
  readonly #name: string | undefined;
  #hasBegun = false;

  constructor(config: { readonly name: string | undefined }) {
    super({ ...config, queryMode: 'extended' });
    this.#name = config.name;
  }

  override prepare(connection: Wire): void {
    connection.parse({ text: 'begin', name: '' });
    connection.bind({ portal: '', statement: '', values: [] });
    connection.execute({ portal: '', rows: 0 });
    super.prepare(connection);
    // Until `begin` is done what the server says concerns that: the client must not take the statement itself for prepared.
    this.name = undefined;
  }

  override handleCommandComplete(message: unknown, connection: Wire): void {
    if (this.#hasBegun) return super.handleCommandComplete(message, connection);
    this.#hasBegun = true;
    this.name = this.#name;
  }

  override handleError(error: Error, connection: Wire): void {
    if (!this.#hasBegun && this.#name) delete connection.submittedNamedStatements[this.#name];
    super.handleError(error, connection);
  }
}

/** Begins a transaction on a connection and runs a statement in it. @throws as the statement would */
export function openWith<T extends QueryResultRow>(
  connection: ClientBase,
  config: {
    readonly name: string | undefined;
    readonly text: string;
    readonly values: unknown[];
    readonly query_timeout?: number;
  },
): Promise<QueryResult<T>> {
  return new Promise((resolve, reject) => {
    const settle = (error: Error | null, result: QueryResult<T>): void => (error ? reject(error) : resolve(result));
    const query = new OpeningQuery(config);
    // pg reads the limit from what it is given.
    Object.assign(query, { callback: settle, ...(config.query_timeout && { query_timeout: config.query_timeout }) });
    connection.query(query as never);
  });
}
