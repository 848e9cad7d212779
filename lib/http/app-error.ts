import { SaidError, type Words } from '../domain/phrase.ts';

/** Every code a client can meet, with its HTTP status. */
const STATUS = {
  invalid_request: 400,
  unauthenticated: 401,
  cross_origin: 403,
  policy_denied: 403,
  not_found: 404,
  turn_in_progress: 409,
  already_received: 409,
  already_registered: 409,
  approval_decided: 409,
  approval_altered: 409,
  target_moved: 409,
  already_undone: 409,
  approval_expired: 410,
  too_large: 413,
  not_connected: 422,
  confirmation_needed: 422,
  change_impossible: 422,
  internal: 500,
  composio_refused: 502,
  composio_unavailable: 503,
  restarting: 503,
  busy: 503,
  database_unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** The one error that reaches people: what happened (`message`) and what to do next (`hint`). */
export class AppError extends SaidError {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  /** The hint in words that can be kept. */
  readonly keptHint: Words | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      hint?: string | undefined;
      cause?: unknown;
      kept?: { message: Words; hint: Words | undefined };
    } = {},
  ) {
    super(options.kept?.message ?? message, { message, cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.hint = options.hint;
    this.keptHint = options.kept?.hint ?? options.hint;
  }

  get status(): number {
    return STATUS[this.code];
  }
}
