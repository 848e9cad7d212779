import type { Plan, Target } from '../../../domain/change.ts';
import { describeAction } from '../../../domain/describe-action.ts';
import type { ConfluenceRest } from '../../../domain/rest.ts';
import { planCreateBlogPost } from '../blog-posts/create-blog-post.ts';
import { planCreateComment } from '../comments/create-comment.ts';
import { linksOf } from '../content/look-at-body.ts';
import { planUpdate } from '../content/update-content.ts';
import { planAddLabels } from '../labels/add-labels.ts';
import { planCreatePage } from '../pages/create-page.ts';
import { planDeletePage } from '../pages/delete-page.ts';
import { planCreateProperty, planDeleteProperty, planUpdateProperty } from '../properties/plan-property.ts';
import { nameMentions } from '../reading/name-mentions.ts';
import { openReader } from '../reading/open-reader.ts';
import { asArguments, idArgument, unquoted } from '../reading/read-arguments.ts';
import { Impossible, Unreadable } from '../reading/refusals.ts';
import { planCreateSpace } from '../spaces/create-space.ts';
import { planDeleteSpace } from '../spaces/delete-space.ts';
import { planUpdateTask } from '../tasks/update-task.ts';
import { planCreateWhiteboard } from '../whiteboards/create-whiteboard.ts';
import { type Planner, readAccount, toPlan, unseenPlan } from './planner.ts';

const byId = { owner: 'pageId', property: 'propertyId', by: 'id' } as const;
const byKey = { owner: 'id', property: 'propertyKey', by: 'key' } as const;

/** Every tool that writes to Confluence, and how to find out what it would do. */
const PLANNERS: Record<string, Planner> = {
  CONFLUENCE_ADD_CONTENT_LABEL: planAddLabels,
  CONFLUENCE_CREATE_BLOGPOST: planCreateBlogPost,
  CONFLUENCE_CREATE_BLOGPOST_PROPERTY: planCreateProperty('blogpost', 'id'),
  CONFLUENCE_CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD: planCreateProperty('whiteboard', 'whiteboard_id'),
  CONFLUENCE_CREATE_FOOTER_COMMENT: planCreateComment,
  CONFLUENCE_CREATE_PAGE: planCreatePage,
  CONFLUENCE_CREATE_PAGE_PROPERTY: planCreateProperty('page', 'page_id'),
  CONFLUENCE_CREATE_PRIVATE_SPACE: planCreateSpace(true),
  CONFLUENCE_CREATE_SPACE: planCreateSpace(false),
  CONFLUENCE_CREATE_SPACE_PROPERTY: planCreateProperty('space', 'spaceId'),
  CONFLUENCE_CREATE_WHITEBOARD: planCreateWhiteboard,
  CONFLUENCE_DELETE_BLOGPOST_PROPERTY: planDeleteProperty('blogpost', byKey),
  CONFLUENCE_DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: planDeleteProperty('page', byId),
  CONFLUENCE_DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: planDeleteProperty('whiteboard', {
    ...byId,
    owner: 'whiteboardId',
  }),
  CONFLUENCE_DELETE_PAGE: planDeletePage,
  CONFLUENCE_DELETE_SPACE: planDeleteSpace,
  CONFLUENCE_DELETE_SPACE_PROPERTY: planDeleteProperty('space', { ...byKey, owner: 'spaceIdOrKey' }),
  CONFLUENCE_UPDATE_BLOGPOST: planUpdate('blogpost'),
  CONFLUENCE_UPDATE_BLOGPOST_PROPERTY: planUpdateProperty('blogpost', byKey),
  CONFLUENCE_UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: planUpdateProperty('page', byId),
  CONFLUENCE_UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: planUpdateProperty('whiteboard', {
    ...byId,
    owner: 'whiteboardId',
  }),
  CONFLUENCE_UPDATE_PAGE: planUpdate('page'),
  CONFLUENCE_UPDATE_SPACE_PROPERTY: planUpdateProperty('space', { ...byKey, owner: 'spaceKey' }),
  CONFLUENCE_UPDATE_TASK: planUpdateTask,
};

/**
 * Looks at what a writing tool would do, as Confluence is now. It never throws: what would surely fail is not possible and
 * says why; what cannot be looked at is possible all the same, without a preview.
 */
export async function planChange(
  confluence: ConfluenceRest,
  action: { tool: string; arguments: unknown },
): Promise<Plan> {
  const reader = openReader(confluence);
  const account = readAccount(reader);
  try {
    const planner = Object.hasOwn(PLANNERS, action.tool) ? PLANNERS[action.tool] : undefined;
    if (planner === undefined)
      throw new Unreadable(`What ${action.tool} would change is not known beforehand.`);
    const planned = await planner(reader, action.arguments);
    const preview = await nameMentions(reader, planned.preview);
    return toPlan({ ...planned, preview }, await account);
  } catch (error) {
    const who = await account;
    // Confluence says “there is none” to a connection that it does not know, too.
    const isCertain = error instanceof Impossible && !(error.missing && who === null);
    if (isCertain) return { possible: false, reason: error.message };
    return unseenPlan(whatIsSaid(action), who, error);
  }
}

/** The little that the arguments alone tell of an action. */
function whatIsSaid({ tool, arguments: given }: { tool: string; arguments: unknown }) {
  const args = argumentsOrNone(given);
  const { data: spaceKey } = idArgument.safeParse(args.space_key);
  const target: Target = {
    type: 'unknown',
    id: null,
    title: null,
    space: null,
    ancestors: [],
    labels: [],
    version: null,
    url: null,
  };
  return {
    tool,
    sentence: describeAction(tool, args).sentence,
    target,
    newLinks: [...new Set(textsIn(args.body).flatMap((value) => linksOf(null, { ...UNSEEN, value }, null)))],
    typeToAllow: tool === 'CONFLUENCE_DELETE_SPACE' ? (spaceKey ?? null) : null,
  };
}

const UNSEEN = { representation: 'unseen' };

/** Every text in a body, in whatever way it is given. */
function textsIn(body: unknown): string[] {
  const meant = unquoted(body);
  if (typeof meant === 'string') return [meant];
  return typeof meant === 'object' && meant !== null ? Object.values(meant).flatMap(textsIn) : [];
}

function argumentsOrNone(given: unknown): Record<string, unknown> {
  try {
    return asArguments(given);
  } catch {
    return {};
  }
}
