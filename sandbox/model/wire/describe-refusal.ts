import type { z } from 'zod';

type Refusal = { code: string; message: string };

/** OpenAI's code and sentence for a value of a request that does not fit. */
export function describeRefusal(issue: z.core.$ZodIssue, value: unknown, param: string): Refusal {
  if (value === undefined) {
    return { code: 'missing_required_parameter', message: `Missing required parameter: '${param}'.` };
  }
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: 'invalid_type',
        message: `Invalid type for '${param}': expected ${withArticle(issue.expected)}, but got ${kindOf(value)} instead.`,
      };
    case 'invalid_value':
      return {
        code: 'invalid_value',
        message: `Invalid value: '${value}'. Supported values are: ${listed(issue.values)}.`,
      };
    case 'invalid_format':
      return {
        code: 'invalid_value',
        message: `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '${issue.pattern?.replace(/^\/|\/$/g, '')}'.`,
      };
    case 'too_small':
      return outOfBounds({ side: 'below', end: 'minimum', sign: '>=', bound: issue.minimum }, value, param);
    case 'too_big':
      return outOfBounds({ side: 'above', end: 'maximum', sign: '<=', bound: issue.maximum }, value, param);
    default:
      return { code: 'invalid_value', message: `Invalid value for '${param}'.` };
  }
}

type Bound = { side: string; end: string; sign: string; bound: number | bigint };

function outOfBounds({ side, end, sign, bound }: Bound, value: unknown, param: string): Refusal {
  const short = `${side}_${end.slice(0, 3)}`;
  if (typeof value === 'number') {
    const kind = Number.isInteger(value) ? 'integer' : 'decimal';
    return {
      code: `${kind}_${short}_value`,
      message: `Invalid '${param}': ${kind} ${side} ${end} value. Expected a value ${sign} ${bound}, but got ${value} instead.`,
    };
  }
  const isArray = Array.isArray(value);
  const thing = isArray ? 'array' : 'string';
  const length = isArray ? value.length : String(value).length;
  if (length === 0) {
    return {
      code: `empty_${thing}`,
      message: `Invalid '${param}': empty ${thing}. Expected ${withArticle(thing)} with ${end} length ${bound}, but got an empty ${thing} instead.`,
    };
  }
  return {
    code: `${thing}_${short}_length`,
    message: `Invalid '${param}': ${thing} too ${side === 'below' ? 'short' : 'long'}. Expected ${withArticle(thing)} with ${end} length ${bound}, but got ${withArticle(thing)} with length ${length} instead.`,
  };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return withArticle(Array.isArray(value) ? 'array' : typeof value);
}

function withArticle(type: string): string {
  const name = type === 'int' ? 'integer' : type;
  return /^[aeio]/.test(name) ? `an ${name}` : `a ${name}`;
}

function listed(values: readonly unknown[]): string {
  const quoted = values.map((value) => `'${value}'`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}
