import { z } from 'zod';
import { CATALOGUE } from '../toolkit/catalogue.ts';

const jsonObject = z.record(z.string(), z.unknown());
const slug = z.string().regex(/^[A-Za-z0-9_-]+$/, { error: 'letters, digits, _ and - only' });

const toolSchema = z.object({
  slug,
  name: z.string().min(1),
  description: z.string(),
  input_schema: jsonObject,
  output_schema: jsonObject.optional(),
  preload: z.boolean().optional(),
});

/** Tools an app brings along itself. They run in the app; the service only describes and finds them. */
export const customToolsSchema = {
  custom_tools: z.array(toolSchema.extend({ extends_toolkit: z.string().optional() })).optional(),
  custom_toolkits: z
    .array(
      z.object({
        slug,
        name: z.string().min(1),
        description: z.string(),
        tools: z.array(toolSchema).min(1),
        preload: z.boolean().optional(),
      }),
    )
    .optional(),
};

export const customSchema = z.object(customToolsSchema);
export type CustomTools = z.infer<typeof customSchema>;

type Tool = z.infer<typeof toolSchema>;

const PREFIX = 'LOCAL_';
const LONGEST_SLUG = 60;

function finalSlug(tool: string, toolkit: string | undefined): string {
  return `${PREFIX}${toolkit === undefined ? '' : `${toolkit.toUpperCase()}_`}${tool.toUpperCase()}`;
}

function describeTool(
  { slug: own, preload: _, ...tool }: Tool & { extends_toolkit?: string | undefined },
  toolkit: string | undefined,
) {
  return { ...tool, slug: finalSlug(own, toolkit), original_slug: own };
}

/** The tools of an app under the names they have in the session: `LOCAL_`, the toolkit, the slug. */
export function describeCustomTools(custom: CustomTools) {
  return {
    ...(custom.custom_tools === undefined
      ? {}
      : { custom_tools: custom.custom_tools.map((tool) => describeTool(tool, tool.extends_toolkit)) }),
    ...(custom.custom_toolkits === undefined
      ? {}
      : {
          custom_toolkits: custom.custom_toolkits.map(({ preload: _, tools, ...toolkit }) => ({
            ...toolkit,
            tools: tools.map((tool) => describeTool(tool, toolkit.slug)),
          })),
        }),
  };
}

/** What is wrong with an app's own tools, in one sentence; undefined when they fit. */
export function customProblem(custom: CustomTools): string | undefined {
  const slugs = listCustomTools(custom).map((tool) => tool.slug);
  const long = slugs.find((one) => one.length > LONGEST_SLUG);
  if (long !== undefined) return `Custom tool slug ${long} is longer than ${LONGEST_SLUG} characters.`;
  const taken = new Set(CATALOGUE.map((tool) => tool.slug));
  const double = slugs.find((one, i) => slugs.indexOf(one) !== i || taken.has(one));
  return double === undefined ? undefined : `Custom tool slug ${double} is used twice.`;
}

/** The tools of an app in one list, as the search reads them. */
export function listCustomTools(custom: CustomTools) {
  const described = describeCustomTools(custom);
  return [
    ...(described.custom_tools ?? []).map((tool) => ({ ...tool, toolkit: tool.extends_toolkit ?? 'custom' })),
    ...(described.custom_toolkits ?? []).flatMap(({ slug: toolkit, tools }) =>
      tools.map((tool) => ({ ...tool, toolkit })),
    ),
  ];
}

/** Whether a name is that of an app's own tool, which only the app can run. */
export function isCustomSlug(name: string): boolean {
  return name.toUpperCase().startsWith(PREFIX);
}
