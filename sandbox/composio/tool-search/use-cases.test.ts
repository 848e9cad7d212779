import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../toolkit/catalogue.ts';
import { rankTools } from './search-tools.ts';

/** What people ask for, in their words, and the tool that does it. Two or more for every tool. */
const USE_CASES = `
ADD_CONTENT_LABEL: add the label urgent to the Q3 Planning page
ADD_CONTENT_LABEL: tag this page with "archive" and "2026"
ADD_CONTENT_LABEL: put a draft tag on the release notes blog post
ADD_CONTENT_LABEL: mark the onboarding guide with the label hr
CQL_SEARCH: find pages that mention the pricing strategy
CQL_SEARCH: search for everything about onboarding written last month
CQL_SEARCH: run a CQL query for pages in space DOCS that contain kubernetes
CQL_SEARCH: where do we talk about the parental leave policy
CREATE_BLOGPOST: publish the team meeting summary as a blog post
CREATE_BLOGPOST: write a news article announcing the new office
CREATE_BLOGPOST: post an announcement to the company blog
CREATE_BLOGPOST_PROPERTY: store a custom property review-state on a blog post
CREATE_BLOGPOST_PROPERTY: add metadata key "campaign" to the blog post
CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD: attach a metadata property to a whiteboard
CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD: add the property owner to our whiteboard
CREATE_FOOTER_COMMENT: comment on the roadmap page that the dates moved
CREATE_FOOTER_COMMENT: reply to Bob's comment and thank him
CREATE_FOOTER_COMMENT: leave feedback on the architecture document
CREATE_PAGE: create a project documentation page in the Marketing space
CREATE_PAGE: write up a new document with the meeting notes
CREATE_PAGE: make a subpage called Risks under the project plan
CREATE_PAGE: draft a wiki article about our deployment process
CREATE_PAGE_PROPERTY: set a new content property status=approved on a page
CREATE_PAGE_PROPERTY: save a key value property to the page for my integration
CREATE_PRIVATE_SPACE: make a private space only I can see
CREATE_PRIVATE_SPACE: set up a personal space for my own notes
CREATE_SPACE: create a new space for the data team
CREATE_SPACE: set up a team space with key OPS called Operations
CREATE_SPACE_PROPERTY: add a property named theme to the engineering space
CREATE_SPACE_PROPERTY: store metadata on a space
CREATE_WHITEBOARD: create a whiteboard for the retrospective
CREATE_WHITEBOARD: start a new brainstorming board in the design space
DELETE_BLOGPOST_PROPERTY: remove the property campaign from the blog post
DELETE_BLOGPOST_PROPERTY: delete a metadata key of a blogpost
DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: delete the content property 4711 from the page
DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: remove page metadata that my app stored
DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: delete a property of the whiteboard
DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: remove metadata from our whiteboard
DELETE_PAGE: delete the outdated vacation policy page
DELETE_PAGE: move this page to the trash
DELETE_PAGE: get rid of the duplicate document
DELETE_SPACE: delete the whole sandbox space
DELETE_SPACE: remove the old marketing space and all it holds
DELETE_SPACE_PROPERTY: delete the theme property of a space
DELETE_SPACE_PROPERTY: remove metadata from the space
DOWNLOAD_ATTACHMENT: download the budget spreadsheet attached to the page
DOWNLOAD_ATTACHMENT: get me the PDF file from the contract page
GET_ATTACHMENT_LABELS: which labels does this attachment have
GET_ATTACHMENT_LABELS: show the tags on the attached file
GET_ATTACHMENTS: list the files attached to the page
GET_ATTACHMENTS: what attachments are on the release checklist
GET_ATTACHMENTS: show all images uploaded to this page
GET_AUDIT_LOGS: who changed the permissions last week according to the audit log
GET_AUDIT_LOGS: show me the security audit trail
GET_BLOGPOST_BY_ID: read the blog post about the offsite
GET_BLOGPOST_BY_ID: open blog post 98765 and summarize it
GET_BLOGPOST_LABELS: what tags does the blog post carry
GET_BLOGPOST_LABELS: list the labels of a blog post
GET_BLOGPOST_LIKE_COUNT: how many likes did the blog post get
GET_BLOGPOST_LIKE_COUNT: how popular is the announcement blog post, count its likes
GET_BLOGPOST_OPERATIONS: what am I allowed to do with this blog post
GET_BLOGPOST_OPERATIONS: check which operations are permitted on a blog post
GET_BLOG_POSTS: list the latest blog posts
GET_BLOG_POSTS: show all news posts we published
GET_BLOG_POSTS_FOR_LABEL: which blog posts are tagged with release
GET_BLOG_POSTS_FOR_LABEL: get all blog posts that have the label marketing
GET_BLOGPOST_VERSION_DETAILS: show what version 3 of the blog post looked like
GET_BLOGPOST_VERSION_DETAILS: get the details of an old version of the blog post
GET_BLOGPOST_VERSIONS: show the version history of a blog post
GET_BLOGPOST_VERSIONS: list all revisions of the blog post
GET_CHILD_PAGES: what are the child pages below this page
GET_CHILD_PAGES: list the subpages of Engineering Handbook
GET_CHILD_PAGES: which documents are nested under the roadmap
GET_CONTENT_PROPERTIES_FOR_BLOG_POST: read the metadata properties of a blog post
GET_CONTENT_PROPERTIES_FOR_BLOG_POST: list content properties on the blog post
GET_CONTENT_PROPERTIES_FOR_PAGE: which content properties does the page have
GET_CONTENT_PROPERTIES_FOR_PAGE: show the metadata stored on a page
GET_CONTENT_RESTRICTIONS: who may view or edit this page, are there restrictions
GET_CONTENT_RESTRICTIONS: check who has access to the salary page
GET_CONTENT_RESTRICTIONS: is this document restricted to certain people
GET_CURRENT_USER: who am I
GET_CURRENT_USER: which account is connected right now
GET_CURRENT_USER: show my own profile
GET_INLINE_COMMENTS_FOR_BLOG_POST: show the inline comments on the blog post
GET_INLINE_COMMENTS_FOR_BLOG_POST: what did reviewers annotate in the blog post text
GET_LABELS: list every label used on the site
GET_LABELS: what tags exist in our wiki
GET_LABELS_FOR_PAGE: which labels does the page have
GET_LABELS_FOR_PAGE: show me the tags of the onboarding page
GET_LABELS_FOR_SPACE: what labels does the space itself have
GET_LABELS_FOR_SPACE: list the categories of the HR space
GET_LABELS_FOR_SPACE_CONTENT: which labels are used on content inside the space
GET_LABELS_FOR_SPACE_CONTENT: all tags that pages within the engineering space carry
GET_PAGE_ANCESTORS: what is the path above this page, all its parents
GET_PAGE_ANCESTORS: show the breadcrumb of the page
GET_PAGE_BY_ID: read the content of a page to summarize it
GET_PAGE_BY_ID: what does the travel policy page say
GET_PAGE_BY_ID: open the page with id 123456
GET_PAGE_FOOTER_COMMENTS: show the comments on the page
GET_PAGE_FOOTER_COMMENTS: summarize the discussion under the proposal page
GET_PAGE_INLINE_COMMENTS: list open inline comments of the page
GET_PAGE_INLINE_COMMENTS: what remarks were made on highlighted text of the page
GET_PAGE_LIKE_COUNT: how many people liked this page
GET_PAGE_LIKE_COUNT: count the likes of the page
GET_PAGES: list all pages
GET_PAGES: show the most recently created pages
GET_PAGE_VERSIONS: show the version history of a page
GET_PAGE_VERSIONS: who edited the page and when did it change
GET_SPACE_BY_ID: show the details of space 98307
GET_SPACE_BY_ID: get information about one space by its id
GET_SPACE_CONTENTS: what is inside the Marketing space
GET_SPACE_CONTENTS: list the contents of the space with key HR
GET_SPACE_PROPERTIES: read the properties of a space
GET_SPACE_PROPERTIES: what metadata is stored on the engineering space
GET_SPACES: list all spaces
GET_SPACES: which spaces are available to me
GET_TASKS: list open tasks assigned to me
GET_TASKS: what are the todos due this week
GET_TASKS: show all incomplete action items of the project
GET_USER_ANONYMOUS: what does the anonymous user look like
GET_USER_ANONYMOUS: get information about visitors that are not signed in
SEARCH_CONTENT: find a page by its title
SEARCH_CONTENT: look for the page called Team Charter
SEARCH_USERS: find a colleague by name
SEARCH_USERS: look up the account id of Grace Hopper
SEARCH_USERS: search people in the organisation
UPDATE_BLOGPOST: change the text of a blog post
UPDATE_BLOGPOST: correct the date in the announcement blog post
UPDATE_BLOGPOST_PROPERTY: change the property review-state of the blog post to done
UPDATE_BLOGPOST_PROPERTY: update a blog post's metadata value
UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: change the value of a content property on a page
UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: update page metadata
UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: update the whiteboard's property
UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: change metadata on a whiteboard
UPDATE_PAGE: update an existing page with a new section
UPDATE_PAGE: edit the page and append a paragraph
UPDATE_PAGE: rename the page Budget to Budget 2027
UPDATE_PAGE: fix the typo in the installation guide
UPDATE_SPACE_PROPERTY: change the theme property of the space
UPDATE_SPACE_PROPERTY: update metadata of a space
UPDATE_TASK: mark a task as complete
UPDATE_TASK: tick off the todo about the invoices
UPDATE_TASK: reopen a finished action item
`
  .trim()
  .split('\n')
  .map((line) => {
    const [slug = '', ...words] = line.split(': ');
    return { slug: `CONFLUENCE_${slug}`, words: words.join(': ') };
  });

const first = (words: string) => rankTools(CATALOGUE, words)[0]?.tool;

describe(`the search, over ${USE_CASES.length} use cases`, () => {
  it('puts the right tool first for at least 90 of 100', () => {
    const missed = USE_CASES.filter(({ slug, words }) => first(words)?.slug !== slug);
    const rate = 1 - missed.length / USE_CASES.length;
    console.log(
      `The right tool came first for ${(rate * 100).toFixed(1)} % of ${USE_CASES.length} use cases.`,
    );
    for (const { slug, words } of missed) console.log(`  ${words}: ${first(words)?.slug}, not ${slug}`);
    expect(USE_CASES.length).toBeGreaterThanOrEqual(120);
    expect(rate).toBeGreaterThanOrEqual(0.9);
  });

  it('asks for every tool at least once', () => {
    const asked = new Set(USE_CASES.map(({ slug }) => slug));
    expect(CATALOGUE.filter(({ slug }) => !asked.has(slug))).toEqual([]);
  });

  it('never puts a destructive tool first when nobody asked to delete', () => {
    const harmless = USE_CASES.filter(({ slug }) => !slug.includes('DELETE'));
    expect(harmless.filter(({ words }) => first(words)?.kind === 'destructive')).toEqual([]);
  });
});
