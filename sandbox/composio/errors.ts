import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { newId } from './ids.ts';

/** Composio's slugs and numeric codes, as far as they are public. */
const CODES = {
  HTTP_Unauthorized: 10401,
  ToolRouterV2_BadRequest: 4300,
  ToolRouterV2_NoActiveConnection: 4302,
  ToolRouterV2_NoManagedAuth: 4308,
  ToolRouterV2_ToolkitsIsNoAuth: 4326,
  ToolRouterV2_InvalidConnectedAccountIds: 4300,
  ToolRouterV2_InternalServerError: 4340,
  ToolRouterV2_SessionNotFound: 4304,
  ToolRouterV2_ConfigVersionConflict: 4309,
  ConnectedAccount_BadRequest: 600,
  ConnectedAccount_NotFound: 604,
  AuthConfig_BadRequest: 300,
  AuthConfig_NotFound: 304,
  TriggerType_NotFound: 2104,
  TriggerInstance_NotFound: 2004,
  TriggerInstance_BadRequest: 2000,
  Webhook_NotFound: 2804,
  Webhook_BadRequest: 2800,
  Toolkit_NotFound: 2404,
  Tool_NotFound: 2401,
  Tool_BadRequest: 2400,
  ActionExecute_ConnectedAccountNotFound: 1803,
  HTTP_NotFound: 10404,
  HTTP_BadRequest: 10400,
} as const;

export type ErrorSlug = keyof typeof CODES;

/** A refusal of the HTTP API. Its body is Composio's error envelope. */
export class ComposioError extends Error {
  readonly status: ContentfulStatusCode;
  readonly slug: ErrorSlug;
  readonly suggestedFix: string | undefined;

  constructor(status: ContentfulStatusCode, slug: ErrorSlug, message: string, suggestedFix?: string) {
    super(message);
    this.status = status;
    this.slug = slug;
    this.suggestedFix = suggestedFix;
  }

  body() {
    return {
      error: {
        message: this.message,
        code: CODES[this.slug],
        slug: this.slug,
        status: this.status,
        request_id: newId('req'),
        ...(this.suggestedFix === undefined ? {} : { suggested_fix: this.suggestedFix }),
      },
    };
  }
}
