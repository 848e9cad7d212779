import { plain } from './answer.ts';
import { beginConnection, isNotConnected } from './connect.ts';
import type { CurrentRequest } from './current-request.ts';
import type { Slots } from './language/slots.ts';
import type { IntentName } from './language/understand.ts';
import { addLabels } from './recipes/add-labels.ts';
import { commentOnPage } from './recipes/comment-on-page.ts';
import { createPage } from './recipes/create-page.ts';
import { listPages, listSpaces, recentPages } from './recipes/list-content.ts';
import { publishPost } from './recipes/publish-post.ts';
import { searchPages } from './recipes/search-pages.ts';
import { showPage } from './recipes/show-page.ts';
import { appendToPage, renamePage } from './recipes/update-page.ts';
import { ABILITIES } from './small-talk.ts';
import { ActionFailed, EndTurn, type Steps, type TurnContext } from './steps.ts';
import { type Discovery, readDiscovery, searchStep, toolExists } from './tool-search.ts';

type Recipe = {
  /** The tool that does what was asked; the ones for looking things up come on the way. */
  tool: string;
  /** What the tool search is asked for, together with the person's own words. */
  purpose: string;
  run: (slots: Slots, context: TurnContext) => Steps<string>;
};

const RECIPES: Readonly<Record<IntentName, Recipe>> = {
  'add-labels': { tool: 'CONFLUENCE_ADD_CONTENT_LABEL', purpose: 'add a label to a page', run: addLabels },
  comment: {
    tool: 'CONFLUENCE_CREATE_FOOTER_COMMENT',
    purpose: 'create a footer comment',
    run: commentOnPage,
  },
  rename: { tool: 'CONFLUENCE_UPDATE_PAGE', purpose: 'update a page', run: renamePage },
  'publish-post': { tool: 'CONFLUENCE_CREATE_BLOGPOST', purpose: 'create a blog post', run: publishPost },
  'create-page': { tool: 'CONFLUENCE_CREATE_PAGE', purpose: 'create a page', run: createPage },
  append: { tool: 'CONFLUENCE_UPDATE_PAGE', purpose: 'update a page', run: appendToPage },
  'list-spaces': { tool: 'CONFLUENCE_GET_SPACES', purpose: 'get spaces', run: listSpaces },
  'recent-pages': { tool: 'CONFLUENCE_CQL_SEARCH', purpose: 'CQL search', run: recentPages },
  'list-pages': { tool: 'CONFLUENCE_CQL_SEARCH', purpose: 'CQL search', run: listPages },
  'show-page': { tool: 'CONFLUENCE_GET_PAGE_BY_ID', purpose: 'get a page by id', run: showPage },
  search: { tool: 'CONFLUENCE_CQL_SEARCH', purpose: 'CQL search', run: searchPages },
};

/** Works through the three phases: discover the tools, connect if needed, execute. Answers Markdown. */
export function* handleRequest({ text, understood, lastPageId }: CurrentRequest): Steps<string> {
  const recipe = understood ? RECIPES[understood.intent] : null;
  const reply = yield searchStep(text, recipe?.purpose);
  const found = readDiscovery(reply);
  if (!found)
    return `The search for tools failed: ${plain(reply.ok ? 'its answer could not be read.' : reply.error)} Nothing was changed. Try again in a moment.`;
  if (!understood || !recipe) return doesNotKnow(found);
  if (!found.connected) {
    const problem = yield* beginConnection(found.sessionId);
    if (problem) return problem;
  }
  if (
    (!found.offered.has(recipe.tool) || found.unfetched.has(recipe.tool)) &&
    !(yield* toolExists(recipe.tool, found.sessionId))
  ) {
    return `The tool for that (${recipe.tool}) is not available in this session, so nothing was done. It may be switched off for this account.`;
  }
  try {
    return yield* recipe.run(understood.slots, { sessionId: found.sessionId, lastPageId });
  } catch (stop) {
    if (stop instanceof EndTurn) return stop.message;
    if (!(stop instanceof ActionFailed)) throw stop;
    if (!isNotConnected(stop.message)) return failure(stop);
    const problem = yield* beginConnection(found.sessionId);
    return problem ?? `${failure(stop)} The account is reported as connected, so trying again may help.`;
  }
}

function doesNotKnow(found: Discovery): string {
  const tools = [...found.offered].slice(0, 3).map((slug) => `\`${slug.replace(/[^\w-]/g, '')}\``);
  const nearest =
    tools.length > 0
      ? ` The nearest tools I found are ${tools.join(', ')}, but I have no rule for using them here.`
      : '';
  return `I do not know how to do that.${nearest} Nothing was changed.\n\n${ABILITIES}`;
}

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [
    /session restriction/i,
    'This toolkit or tool is switched off for the session: that is a setting, not the connection.',
  ],
  [/already exists/i, 'Give it another title, or ask me to open the one that is there.'],
  [
    /version must be incremented|conflict/i,
    'Someone else changed the page in the meantime. Ask again and I read it anew.',
  ],
  [
    /not found|cannot find|could not find/i,
    'It may have been moved or deleted, or this account may not see it.',
  ],
  [
    /permission|forbidden|not permitted|unauthori[sz]ed|403/i,
    'The connected account is not allowed to do that.',
  ],
  [/denied|declined|not allowed/i, 'Tell me if you want it done differently.'],
  [/rate limit|429|too many/i, 'Confluence asks for a pause. Try again in a minute.'],
  [/label\.contains\.invalid/i, 'Labels cannot hold spaces or marks such as # & ( ) : ; ? @.'],
];

function failure({ slug, message }: ActionFailed): string {
  const words = slug
    .replace(/^CONFLUENCE_/, '')
    .replaceAll('_', ' ')
    .toLowerCase();
  const advice =
    ADVICE.find(([fits]) => fits.test(message))?.[1] ??
    'Nothing after that step was done. Try again, or ask in another way.';
  return `That did not work. The step “${words}” failed: ${plain(withoutClassNames(message))}\n\n${advice}`;
}

/** Confluence puts the names of Java classes before its words. */
function withoutClassNames(reason: string): string {
  return reason.replace(/\b(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error):\s*/g, '');
}
