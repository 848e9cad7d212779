/** A refusal in the envelope of OpenAI's API: `{error:{message,type,param,code}}`. */
export class OpenAiError extends Error {
  readonly status: number;
  readonly param: string | null;
  readonly code: string | null;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    more: { param?: string | null; code?: string | null; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.param = more.param ?? null;
    this.code = more.code ?? null;
    this.headers = more.headers ?? {};
  }

  body() {
    const { message, param, code } = this;
    return { error: { message, type: this.type(), param, code } };
  }

  private type(): string {
    if (this.status === 429) return this.code === 'insufficient_quota' ? 'insufficient_quota' : 'requests';
    return this.status >= 500 ? 'server_error' : 'invalid_request_error';
  }
}

/** The refusal when too much was asked in too short a time, with the headers that clients wait by. */
export function rateLimited(model: string, waitMs = 1000): OpenAiError {
  return new OpenAiError(
    429,
    `Rate limit reached for ${model} in organization org-sandbox on requests per min (RPM): Limit 500, Used 500, Requested 1. Please try again in ${waitMs / 1000}s.`,
    {
      code: 'rate_limit_exceeded',
      headers: {
        'retry-after': String(Math.ceil(waitMs / 1000)),
        'retry-after-ms': String(waitMs),
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': `${waitMs / 1000}s`,
      },
    },
  );
}

export function serverError(): OpenAiError {
  return new OpenAiError(500, 'The server had an error while processing your request. Sorry about that!', {
    code: 'server_error',
  });
}
