import 'server-only';

/** How long the parts of a request took, for the header of that name. */
export class ServerTiming {
  readonly #parts: string[] = [];

  /** Does a part of the request, and notes how long it took. */
  async part<Result>(name: string, work: Promise<Result>): Promise<Result> {
    const began = performance.now();
    try {
      return await work;
    } finally {
      this.#parts.push(`${name};dur=${(performance.now() - began).toFixed(1)}`);
    }
  }

  get header(): string {
    return this.#parts.join(', ');
  }
}
