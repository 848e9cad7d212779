import { expect, it } from 'vitest';
import { CATALOGUE } from '../toolkit/catalogue.ts';
import { rankTools } from './search-tools.ts';

/** Requests in many people's ways of saying it, and the tools that do it. Most were written without a look at the search's words. */
const USE_CASES = `
ADD_CONTENT_LABEL: apply the tags q3 and roadmap to an existing page
ADD_CONTENT_LABEL: categorize a blog article with the label "security"
CQL_SEARCH: run a CQL statement such as type=page and lastmodified > now("-7d")
CQL_SEARCH: advanced search for everything Grace edited this week mentioning kubernetes in the body
CREATE_BLOGPOST: publish a company news post in the Marketing space
CREATE_BLOGPOST: write up a blog entry about our product launch
CREATE_BLOGPOST_PROPERTY: store a JSON metadata key on a blog post
CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD: save custom data under a new key on a whiteboard
CREATE_FOOTER_COMMENT: leave a comment at the bottom of a page
CREATE_FOOTER_COMMENT: respond to someone's comment thread on the release notes page
CREATE_PAGE: draft a new wiki page with the meeting minutes under the Engineering space
CREATE_PAGE: document our onboarding process in Confluence as a fresh page
CREATE_PAGE_PROPERTY: attach a key/value metadata entry to a page
CREATE_PRIVATE_SPACE: set up a space nobody but me can see
CREATE_SPACE: spin up a new space for the mobile team
CREATE_SPACE_PROPERTY: add a configuration property to a space
CREATE_WHITEBOARD: start an empty whiteboard for tomorrow's brainstorming
DELETE_BLOGPOST_PROPERTY: remove a custom property from a blog post
DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: clear a stored property value off a page
DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: erase a whiteboard's metadata property
DELETE_PAGE: move an outdated page to the trash
DELETE_SPACE: permanently tear down an old project space and everything in it
DELETE_SPACE_PROPERTY: drop one of the properties set on a space
DOWNLOAD_ATTACHMENT: fetch the actual PDF file that is attached to a page
GET_ATTACHMENT_LABELS: which labels does this uploaded file carry
GET_ATTACHMENTS: see what files have been uploaded to the budget page
GET_AUDIT_LOGS: review the audit trail for permission changes last month
GET_BLOGPOST_BY_ID: read the full text of one blog post given its id
GET_BLOGPOST_LABELS: what tags are on that blog entry
GET_BLOGPOST_LIKE_COUNT: how many people liked the blog post about the offsite
GET_BLOGPOST_OPERATIONS: what am I allowed to do with this blog post
GET_BLOG_POSTS: list recent blog posts across the site
GET_BLOG_POSTS_FOR_LABEL: find every blog post carrying a certain label
GET_BLOGPOST_VERSION_DETAILS: show what version 3 of a blog post contained
GET_BLOGPOST_VERSIONS: list the edit history of a blog article
GET_CHILD_PAGES: what sub-pages sit beneath the handbook page
GET_CONTENT_PROPERTIES_FOR_BLOG_POST: list the metadata stored on a blog post
GET_CONTENT_PROPERTIES_FOR_PAGE: read all custom properties of a page
GET_CONTENT_RESTRICTIONS: find out who is permitted to view or edit a page
GET_CURRENT_USER: which user am I logged in as
GET_INLINE_COMMENTS_FOR_BLOG_POST: get the annotations people left in the text of a blog post
GET_LABELS: show every label that exists in the system
GET_LABELS_FOR_PAGE: which labels are on the architecture page
GET_LABELS_FOR_SPACE: how is this space itself labelled
GET_LABELS_FOR_SPACE_CONTENT: collect all labels used on content inside a space
GET_PAGE_ANCESTORS: where does this page live in the page tree, all its parents up to the root
GET_PAGE_BY_ID: open a page by its identifier and give me its body
GET_PAGE_FOOTER_COMMENTS: show the comments under the deployment page
GET_PAGE_INLINE_COMMENTS: list unresolved inline comments on a spec page
GET_PAGE_LIKE_COUNT: number of likes a page received
GET_PAGES|GET_SPACE_CONTENTS: enumerate the pages in a space sorted by modification date
GET_PAGE_VERSIONS: who changed this page and when, version by version
GET_SPACE_BY_ID: retrieve details about one space when I know its numeric id
GET_SPACE_CONTENTS: what content lives in the HR space
GET_SPACE_PROPERTIES: read the properties configured for a space
GET_SPACES: what spaces can I see
GET_TASKS: open to-dos assigned to me
GET_USER_ANONYMOUS: how do unauthenticated visitors appear in Confluence
SEARCH_CONTENT: locate the page called Travel Policy
SEARCH_USERS: look up a coworker's account id by name
UPDATE_BLOGPOST: revise the wording of a published blog post
UPDATE_BLOGPOST_PROPERTY: change the value of an existing blog post property
UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: modify a page's stored metadata value
UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: overwrite a property on a whiteboard
UPDATE_PAGE: append a paragraph to an existing page
UPDATE_PAGE: rewrite the introduction of our runbook
UPDATE_SPACE_PROPERTY: edit a space property
UPDATE_TASK: mark an action item as done
UPDATE_TASK: uncheck a task that was completed by mistake
ADD_CONTENT_LABEL: attach the keyword "legacy" as a label to the API reference page
ADD_CONTENT_LABEL: give this article two more tags
CQL_SEARCH: which documents mention GDPR anywhere in their text
CQL_SEARCH: search with a query language for comments written by Alan
CREATE_BLOGPOST: share the sprint results with everybody in a blog post
CREATE_BLOGPOST: compose a post for our internal blog
CREATE_BLOGPOST_PROPERTY: record the approval state on a blog post as a property
CREATE_FOOTER_COMMENT: answer a colleague in the comments below a page
CREATE_PAGE: produce a new page containing the incident report
CREATE_PAGE: add a child page for each quarter beneath the planning page
CREATE_PAGE_PROPERTY: record an integration id on a page as a content property
CREATE_SPACE: give the finance team their own space in Confluence
CREATE_PRIVATE_SPACE: open up a confidential space just for me
CREATE_WHITEBOARD: draw up a new whiteboard for the architecture workshop
DELETE_PAGE: discard the page nobody needs any more
DELETE_SPACE: wipe out a space that is obsolete
DELETE_SPACE_PROPERTY: purge a property from a space
DELETE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: unset a custom attribute on the page
DOWNLOAD_ATTACHMENT: save the attached diagram to my computer
GET_ATTACHMENTS: is there any file on the contract page
GET_ATTACHMENT_LABELS: labels assigned to an attachment
GET_AUDIT_LOGS: show administrators' actions from the audit records
GET_BLOGPOST_BY_ID: fetch blog post 4711 including its body
GET_BLOGPOST_LIKE_COUNT: likes on a blog entry
GET_BLOGPOST_OPERATIONS: which actions may I perform on the blog post
GET_BLOG_POSTS: what has been posted on the blog recently
GET_BLOG_POSTS_FOR_LABEL: all news articles filed under the label hiring
GET_BLOGPOST_VERSION_DETAILS: retrieve an earlier version of a blog post
GET_BLOGPOST_VERSIONS: how many revisions does the blog post have
GET_CHILD_PAGES: direct descendants of a page
GET_CONTENT_PROPERTIES_FOR_BLOG_POST: what custom properties are set on the blog post
GET_CONTENT_PROPERTIES_FOR_PAGE: content properties saved with a page
GET_CONTENT_RESTRICTIONS: view permissions of a confidential page
GET_CURRENT_USER: tell me my Confluence user name
GET_INLINE_COMMENTS_FOR_BLOG_POST: inline remarks on the launch blog post
GET_LABELS: inventory of all labels
GET_LABELS_FOR_PAGE: how has the security page been tagged
GET_LABELS_FOR_SPACE: labels attached to the space rather than its pages
GET_LABELS_FOR_SPACE_CONTENT: most used labels on pages within one space
GET_PAGE_ANCESTORS: which page is the parent of this one
GET_PAGE_BY_ID: give me the text of page 2100001
GET_PAGE_FOOTER_COMMENTS: what do people say in the comments of the proposal page
GET_PAGE_INLINE_COMMENTS: resolved inline discussions of a page
GET_PAGE_LIKE_COUNT: did anybody like the page
GET_PAGES: browse pages sorted by title
GET_PAGE_VERSIONS: previous revisions of a page with their authors
GET_SPACE_BY_ID: name and key of the space with id 98310
GET_SPACE_CONTENTS: everything stored in the legal space
GET_SPACE_PROPERTIES: configuration properties of a space
GET_SPACES: overview of the spaces on this site
GET_TASKS: what still has to be done by me
GET_USER_ANONYMOUS: profile of the anonymous visitor
SEARCH_CONTENT: is there a page titled Incident Response
SEARCH_USERS: search the directory for people named Smith
UPDATE_BLOGPOST: amend the blog post that went out yesterday
UPDATE_BLOGPOST_PROPERTY: set a blog post property to another value
UPDATE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: adjust the property that is stored on a whiteboard
UPDATE_PAGE: insert a table into the existing status page
UPDATE_PAGE: bring the onboarding guide up to date
UPDATE_SPACE_PROPERTY: alter the value of a space property
UPDATE_TASK: complete the task about the invoices
ADD_CONTENT_LABEL: stick the label "wip" onto the draft page
CQL_SEARCH: full-text search across pages and blog posts for "rate limit"
CQL_SEARCH: find content modified after the first of January that talks about invoices
CREATE_BLOGPOST: announce the new hire on our company blog
CREATE_FOOTER_COMMENT: write a comment on the blog post about the outage
CREATE_PAGE: make a new page from this text in the space HR
CREATE_PAGE: save my notes as a Confluence page
CREATE_SPACE: I need a new space for the hardware group
CREATE_PRIVATE_SPACE: make me a space that other people cannot open
CREATE_WHITEBOARD: new blank whiteboard in the UX space
CREATE_SPACE_PROPERTY: put a property on a space
DELETE_PAGE: trash the page about the old VPN
DELETE_SPACE: delete the space with key TMP
DELETE_BLOGPOST_PROPERTY: remove a blog post property
DOWNLOAD_ATTACHMENT: get the contents of an attached image
GET_ATTACHMENTS: how many attachments does the page have
GET_AUDIT_LOGS: audit events of the last thirty days
GET_BLOGPOST_BY_ID: what does the blog post about the merger say
GET_BLOGPOST_LIKE_COUNT: number of people who like a blog post
GET_BLOG_POSTS: newest entries of the blog
GET_BLOG_POSTS_FOR_LABEL: blog posts labelled with "culture"
GET_BLOGPOST_VERSIONS: change log of a blog post
GET_CHILD_PAGES: pages nested beneath a given page
GET_CONTENT_RESTRICTIONS: which people are allowed to edit the page
GET_CURRENT_USER: who is the connected user
GET_LABELS: list all existing labels
GET_LABELS_FOR_PAGE: tags on a page
GET_PAGE_ANCESTORS: hierarchy above a page
GET_PAGE_BY_ID: show me the page with id 778899
GET_PAGE_FOOTER_COMMENTS: read what was commented on the page
GET_PAGE_INLINE_COMMENTS: comments on highlighted passages in a page
GET_PAGE_LIKE_COUNT: popularity of a page measured in likes
GET_PAGES: give me the list of pages in the site
GET_PAGE_VERSIONS: when was the page last edited and by whom
GET_SPACE_BY_ID: details of space 4455
GET_SPACE_CONTENTS: pages and posts within the space DOCS
GET_SPACES: list available spaces
GET_TASKS: unfinished tasks in the project space
SEARCH_CONTENT: page named Glossary, where is it
SEARCH_USERS: find the account of Linus
UPDATE_PAGE: correct a spelling mistake on the pricing page
UPDATE_PAGE: replace the body of a page
UPDATE_BLOGPOST: change the title of a blog post
UPDATE_TASK: mark my task as complete
UPDATE_BLOGPOST_PROPERTY: update a property of a blog post
UPDATE_SPACE_PROPERTY: overwrite the metadata kept on a space
ADD_CONTENT_LABEL: add "compliance" to the labels of this page
ADD_CONTENT_LABEL: label every release page I give you with "shipped"
CQL_SEARCH: query Confluence for pages edited by me this week
CQL_SEARCH: find any mention of the Berlin office
CREATE_BLOGPOST: blog about our new logo
CREATE_BLOGPOST: publish a blog post with the quarterly numbers
CREATE_FOOTER_COMMENT: write a footer comment thanking the author
CREATE_FOOTER_COMMENT: reply to the comment on the budget page
CREATE_PAGE: create a Confluence page from a meeting transcript
CREATE_PAGE: start a decision log page in the Platform space
CREATE_SPACE: create a space for customer support
CREATE_PRIVATE_SPACE: create a space that stays private
CREATE_WHITEBOARD: create a whiteboard
CREATE_CONTENT_PROPERTY_FOR_WHITEBOARD: create a property on a whiteboard
DELETE_PAGE: remove this page
DELETE_SPACE: remove a space
DELETE_CONTENT_PROPERTY_FOR_WHITEBOARD_BY_ID: delete the property from a whiteboard
DOWNLOAD_ATTACHMENT: download a file from a page
GET_ATTACHMENTS: which files does the page contain
GET_AUDIT_LOGS: who deleted the page according to the audit log
GET_BLOGPOST_BY_ID: show a blog post
GET_BLOGPOST_LABELS: blog post labels
GET_BLOGPOST_LIKE_COUNT: count how often the blog post was liked
GET_BLOG_POSTS: list blog posts
GET_BLOG_POSTS_FOR_LABEL: blog posts with a given label
GET_BLOGPOST_VERSIONS: compare versions of a blog post
GET_CHILD_PAGES: page tree below a page
GET_CONTENT_RESTRICTIONS: is editing of the page limited to some people
GET_CURRENT_USER: check which account I use
GET_LABELS: labels in use across Confluence
GET_LABELS_FOR_PAGE: check the labels of a page
GET_PAGE_ANCESTORS: find the parents of a page
GET_PAGE_BY_ID: retrieve a page and its storage format body
GET_PAGE_FOOTER_COMMENTS: read the feedback left under a page
GET_PAGE_INLINE_COMMENTS: read inline comments of a page
GET_PAGE_LIKE_COUNT: how well liked is the page
GET_PAGES: list pages of the site
GET_PAGE_VERSIONS: versions of the page
GET_SPACE_BY_ID: look at one space in detail by id
GET_SPACE_CONTENTS: list pages in the space HR
GET_SPACES: get spaces
GET_TASKS: my open tasks
SEARCH_CONTENT: search for pages with a word in the title
SEARCH_USERS: who is Grace and what is her account id
UPDATE_PAGE: update the page with new numbers
UPDATE_PAGE: add a section to a page
UPDATE_BLOGPOST: edit a blog post
UPDATE_TASK: set task 12 to done
UPDATE_CONTENT_PROPERTY_FOR_PAGE_BY_ID: change the value of a page property
UPDATE_SPACE_PROPERTY: update the value of a space property
`
  .trim()
  .split('\n')
  .map((line) => {
    const [slugs = '', ...words] = line.split(': ');
    return { slugs: slugs.split('|').map((slug) => `CONFLUENCE_${slug}`), words: words.join(': ') };
  });

it(`finds the right tool for 9 of 10 of ${USE_CASES.length} requests in other words than its own`, () => {
  const missed = USE_CASES.filter(
    ({ slugs, words }) => !slugs.includes(rankTools(CATALOGUE, words)[0]?.tool.slug ?? ''),
  );
  const rate = 1 - missed.length / USE_CASES.length;
  console.log(
    `The right tool came first for ${(rate * 100).toFixed(1)} % of ${USE_CASES.length} such requests.`,
  );
  expect(new Set(USE_CASES.flatMap(({ slugs }) => slugs)).size).toBe(CATALOGUE.length);
  expect(rate, missed.map(({ words }) => words).join('\n')).toBeGreaterThanOrEqual(0.9);
});
