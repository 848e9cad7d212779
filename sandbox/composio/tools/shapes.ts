import { z } from 'zod';

/** A version of a page or blog post as REST v2 sends it. */
export const versionSchema = z.looseObject({
  number: z.number(),
  createdAt: z.string().nullish(),
  message: z.string().nullish(),
  minorEdit: z.boolean().nullish(),
  authorId: z.string().nullish(),
});

/** A page or blog post as REST v2 sends it, single or in a list. */
export const contentSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  spaceId: z.string().nullish(),
  parentId: z.string().nullish(),
  authorId: z.string().nullish(),
  createdAt: z.string().nullish(),
  version: versionSchema.optional(),
  body: z.looseObject({}).optional(),
  _links: z
    .looseObject({
      webui: z.string().optional(),
      tinyui: z.string().optional(),
      base: z.string().optional(),
    })
    .default({}),
});

export type Content = z.infer<typeof contentSchema>;

/** The version of a page or blog post as the tools name its fields. */
export function versionShape(version: Content['version']) {
  return {
    number: version?.number ?? null,
    when: version?.createdAt ?? null,
    message: version?.message || null,
    minorEdit: version?.minorEdit ?? null,
  };
}

/** A page as the tools that read or write one page answer it. */
export function pageShape(page: Content) {
  return {
    id: page.id,
    title: page.title,
    spaceId: page.spaceId ?? null,
    parentId: page.parentId ?? null,
    status: page.status,
    type: 'page',
    body: page.body ?? {},
    version: versionShape(page.version),
    createdAt: page.createdAt ?? null,
    updatedAt: page.version?.createdAt ?? null,
    _links: page._links,
  };
}

/** The address of a page or blog post in a browser, when REST told it. */
export function webUrl(content: Content): string | null {
  const { base, webui } = content._links;
  return base && webui ? `${base}${webui}` : null;
}
