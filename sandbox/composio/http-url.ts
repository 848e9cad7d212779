import { z } from 'zod';

/** An address a browser may be sent to. Other schemes, such as `javascript:`, are refused. */
export const httpUrlSchema = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
