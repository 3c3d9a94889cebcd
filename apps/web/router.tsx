import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { RefusedAttemptsPage } from './pages/attempts/refused-attempts.page.js';
import { ClockPage } from './pages/clock/clock.page.js';
import { DiffPage } from './pages/diff/diff.page.js';
import { HomePage } from './pages/home.page.js';
import { ItemPage } from './pages/item/item.page.js';
import { ItemsPage } from './pages/items/items.page.js';
import { NothingHere } from './pages/nothing-here.js';
import { OutboxPage } from './pages/outbox/outbox.page.js';
import { PapersPage } from './pages/papers/papers.page.js';
import { PreviewPage } from './pages/papers/preview.page.js';
import { PublishedPaperPage } from './pages/papers/published.page.js';
import { PeoplePage } from './pages/people/people.page.js';
import { PersonPage } from './pages/people/person.page.js';
import { PlanPage } from './pages/plan/plan.page.js';
import { SignInPage } from './pages/sign-in/sign-in.page.js';
import { ViewsPage } from './pages/views/views.page.js';
import { ImportPage } from './pages/work/import.page.js';
import { QuickUpdatePage, WorkPage } from './pages/work/work.page.js';
import { AppShell } from './shell/app-shell.js';
import { diffSearch, listSearch, parseSearch, stringifySearch, viewpointSearch } from './shell/search.js';

const root = createRootRoute({ component: AppShell, notFoundComponent: NothingHere });

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });

const plan = createRoute({
  getParentRoute: () => root,
  path: '/plans/$plan',
  validateSearch: (search: Record<string, unknown>) => ({
    ...viewpointSearch(search),
    ...listSearch(search),
  }),
  component: function Plan() {
    return <PlanPage plan={plan.useParams().plan} search={plan.useSearch()} />;
  },
});

const preview = createRoute({
  getParentRoute: () => root,
  path: '/plans/$plan/paper',
  validateSearch: viewpointSearch,
  component: function Preview() {
    return <PreviewPage plan={preview.useParams().plan} viewpoint={preview.useSearch()} />;
  },
});
const diff = createRoute({
  getParentRoute: () => root,
  path: '/plans/$plan/diff',
  validateSearch: diffSearch,
  component: function Diff() {
    return <DiffPage plan={diff.useParams().plan} search={diff.useSearch()} />;
  },
});
const people = createRoute({ getParentRoute: () => root, path: '/people', component: PeoplePage });
const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$person',
  component: function Person() {
    const { person: id } = person.useParams();
    return <PersonPage key={id} person={id} />;
  },
});
const papers = createRoute({ getParentRoute: () => root, path: '/papers', component: PapersPage });
const publishedPaper = createRoute({
  getParentRoute: () => root,
  path: '/papers/$paper',
  component: function Paper() {
    const { paper } = publishedPaper.useParams();
    return <PublishedPaperPage key={paper} paper={paper} />;
  },
});

const items = createRoute({
  getParentRoute: () => root,
  path: '/items',
  validateSearch: (search: Record<string, unknown>) => ({
    ...viewpointSearch(search),
    ...listSearch(search),
  }),
  component: function Items() {
    return <ItemsPage search={items.useSearch()} />;
  },
});

const item = createRoute({
  getParentRoute: () => root,
  path: '/items/$item',
  validateSearch: viewpointSearch,
  component: function Item() {
    const { item: reference } = item.useParams();
    return <ItemPage key={reference} reference={reference} viewpoint={item.useSearch()} />;
  },
});

/** Numbers of items may have slashes in them: “2019/07-R3”. */
const itemByNumber = createRoute({
  getParentRoute: () => root,
  path: '/items/$item/$',
  validateSearch: viewpointSearch,
  component: function ItemByNumber() {
    const { item: start, _splat: rest = '' } = itemByNumber.useParams();
    const reference = rest === '' ? start : `${start}/${rest}`;
    return <ItemPage key={reference} reference={reference} viewpoint={itemByNumber.useSearch()} />;
  },
});

const work = createRoute({ getParentRoute: () => root, path: '/work', component: WorkPage });
const quickUpdate = createRoute({
  getParentRoute: () => root,
  path: '/work/update',
  component: QuickUpdatePage,
});

const importSheet = createRoute({ getParentRoute: () => root, path: '/work/import', component: ImportPage });

const outbox = createRoute({ getParentRoute: () => root, path: '/outbox', component: OutboxPage });
const clock = createRoute({ getParentRoute: () => root, path: '/clock', component: ClockPage });
const attempts = createRoute({
  getParentRoute: () => root,
  path: '/refused-attempts',
  component: RefusedAttemptsPage,
});
const views = createRoute({ getParentRoute: () => root, path: '/views', component: ViewsPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only a path of this app: an address of another site would make the page a redirector.
  validateSearch: ({ back }: Record<string, unknown>): { back?: string | undefined } =>
    typeof back === 'string' && /^\/(?![/\\])/.test(back) ? { back } : {},
  component: function SignIn() {
    return <SignInPage back={signIn.useSearch().back} />;
  },
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    work,
    quickUpdate,
    importSheet,
    plan,
    preview,
    diff,
    people,
    person,
    papers,
    publishedPaper,
    items,
    item,
    itemByNumber,
    outbox,
    clock,
    attempts,
    views,
    signIn,
  ]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
