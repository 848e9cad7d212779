/** A refusal that Confluence would make. The route's API version decides the envelope it is sent in. */
export class ConfluenceError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 500 | 501;

  constructor(status: ConfluenceError['status'], title: string) {
    super(title);
    this.name = 'ConfluenceError';
    this.status = status;
  }
}

const codes: Record<ConfluenceError['status'], { v2: string; v1: string }> = {
  400: { v2: 'INVALID_REQUEST_PARAMETER', v1: 'BadRequestException' },
  401: { v2: 'UNAUTHORIZED', v1: 'NotAuthenticatedException' },
  403: { v2: 'FORBIDDEN', v1: 'PermissionException' },
  404: { v2: 'NOT_FOUND', v1: 'NotFoundException' },
  405: { v2: 'METHOD_NOT_ALLOWED', v1: 'MethodNotAllowedException' },
  409: { v2: 'CONFLICT', v1: 'ConflictException' },
  410: { v2: 'GONE', v1: 'GoneException' },
  413: { v2: 'PAYLOAD_TOO_LARGE', v1: 'RequestTooLargeException' },
  500: { v2: 'INTERNAL_SERVER_ERROR', v1: 'ServiceException' },
  501: { v2: 'NOT_IMPLEMENTED', v1: 'NotImplementedServiceException' },
};

/** The body that REST v2 sends for a refusal. */
export function v2Envelope(error: ConfluenceError): object {
  return {
    errors: [{ status: error.status, code: codes[error.status].v2, title: error.message, detail: null }],
  };
}

/** The body that REST v1 sends for a refusal. */
export function v1Envelope(error: ConfluenceError): object {
  return {
    statusCode: error.status,
    data: {
      authorized: error.status !== 401 && error.status !== 403,
      valid: error.status === 410,
      errors: error.status === 410 ? [] : [{ message: { translation: error.message, args: [] } }],
      successful: false,
    },
    message: `com.atlassian.confluence.api.service.exceptions.${codes[error.status].v1}: ${error.message}`,
  };
}
