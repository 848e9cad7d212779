/** Confluence's own REST API, as the connected person. Paths begin with `/wiki`. */
export type ConfluenceRest = {
  /** The JSON of a 2xx answer. Throws `ConfluenceRefusal` for any other status. */
  get(path: string, query?: Record<string, string | number | undefined>): Promise<unknown>;
};

/** One write over it. */
export type RestWrite = {
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  query?: Record<string, string>;
  body?: unknown;
};

/** Confluence said no. `status` is its HTTP status, `message` its own words. */
export class ConfluenceRefusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'ConfluenceRefusal';
    this.status = status;
  }
}
