/** A refusal in the envelope of OpenAI's API: `{error:{message,type,param,code}}`. */
export class OpenAiError extends Error {
  readonly status: 400 | 401 | 500;
  readonly param: string | null;
  readonly code: string | null;

  constructor(
    status: 400 | 401 | 500,
    message: string,
    param: string | null = null,
    code: string | null = null,
  ) {
    super(message);
    this.status = status;
    this.param = param;
    this.code = code;
  }

  body() {
    const type = this.status === 500 ? 'server_error' : 'invalid_request_error';
    return { error: { message: this.message, type, param: this.param, code: this.code } };
  }
}
