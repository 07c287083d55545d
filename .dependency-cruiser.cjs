/** Who may import whom. Flow = imports: a room sees only what lies downstream of it on the spine. */
const SPINE = ['outgoing', 'corrections', 'incoming', 'receipts', 'accounts', 'units', 'platform'];
/** Rooms beside the spine: outgoing and incoming may import them, they import neither. */
const SIDE_ROOMS = '^src/(groups|attachments|scans|previews|registers|calendar|notifications|uploads|legacy-inboxes)/';

const neverUpward = SPINE.slice(1).map((room, index) => ({
  name: `${room}-not-upward`,
  comment: `${SPINE.join(' → ')}: never against the arrows`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${SPINE.slice(0, index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'platform-stands-alone',
      comment: 'every room stands on platform; platform on none',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(?!platform/)' },
    },
    ...neverUpward,
    {
      name: 'side-rooms-not-upward',
      severity: 'error',
      from: { path: SIDE_ROOMS },
      to: { path: '^src/(outgoing|corrections|incoming)/' },
    },
    {
      name: 'delegations-and-keys-beside-accounts',
      comment:
        'who acts for whom stands on people and units alone; documents know of it only through the post of the caller',
      severity: 'error',
      from: { path: '^src/(delegations|api-keys)/' },
      to: { path: '^src/(outgoing|corrections|incoming|receipts|custody)/' },
    },
    {
      name: 'custody-above-all',
      comment: 'custody hands over what other rooms hold; none of them knows it',
      severity: 'error',
      from: { path: '^src/(?!custody/|home/|web/|app[.]module|sample/)' },
      to: { path: '^src/custody/' },
    },
    {
      name: 'files-before-scans-before-previews',
      comment: 'attachments → scans → previews: a preview is made of a clean file, a scan of a stored one',
      severity: 'error',
      from: { path: '^src/attachments/' },
      to: { path: '^src/(scans|previews)/' },
    },
    {
      name: 'scans-know-no-previews',
      severity: 'error',
      from: { path: '^src/scans/' },
      to: { path: '^src/previews/' },
    },
    {
      name: 'hostile-files-in-the-child-only',
      severity: 'error',
      comment:
        'what takes files apart is loaded by the child process alone: its crashes, its memory and its holes stay there',
      from: { path: '^src/', pathNot: '^src/(previews/child/|rehearsal/|build/)' },
      to: { path: '(^|/)node_modules/(sharp|@hyzyla/pdfium)(/|$)|^(sharp|@hyzyla/pdfium)$' },
    },
    {
      name: 'nobody-on-live',
      severity: 'error',
      comment: 'pages are told what happened by a room of its own; those that act know nothing of it',
      from: { path: '^src/(?!live/|app[.]module[.]ts$|start[.]ts$)' },
      to: { path: '^src/live/' },
    },
    {
      name: 'outermost-rooms',
      comment: 'webhooks stand on receipts, single sign-on on accounts; only the list of rooms knows them',
      severity: 'error',
      from: { path: '^src/(?!webhooks/|single-sign-on/|web/|app[.]module[.]ts$)' },
      to: { path: '^src/(webhooks|single-sign-on)/' },
    },
    {
      name: 'cutover-above-all',
      comment: 'the cockpit reads from the other rooms; what they ask of it comes through classes of legacy-inboxes',
      severity: 'error',
      from: { path: '^src/(?!cutover/|web/|app[.]module[.]ts$)' },
      to: { path: '^src/cutover/' },
    },
    {
      name: 'mail-archive-on-files-and-inboxes',
      comment:
        'old mails stand on files, old inboxes, people and units; what retirement asks of them comes through a class of legacy-inboxes',
      severity: 'error',
      from: { path: '^src/mail-archive/' },
      to: {
        path: '^src/(?!mail-archive/|legacy-inboxes/|mail-reading/|attachments/|calendar/|registers/|accounts/|units/|platform/)',
      },
    },
    {
      name: 'mail-reading-on-files',
      comment: 'reading a mail needs to know kinds of files and nothing of any room',
      severity: 'error',
      from: { path: '^src/mail-reading/' },
      to: { path: '^src/(?!mail-reading/|attachments/|platform/)' },
    },
    {
      name: 'nobody-on-mail-archive',
      severity: 'error',
      from: { path: '^src/(?!mail-archive/|web/|app[.]module[.]ts$)' },
      to: { path: '^src/mail-archive/' },
    },
    {
      name: 'mail-gateway-above-incoming',
      comment:
        'mails become incoming documents; what the cockpit counts of them comes through a class of legacy-inboxes',
      severity: 'error',
      from: { path: '^src/(?!mail-gateway/|web/|app[.]module[.]ts$|start[.]ts$)' },
      to: { path: '^src/mail-gateway/' },
    },
    {
      name: 'practice-outermost',
      comment: 'the practice area is the whole service once more; only the start and the list of rooms know it',
      severity: 'error',
      from: { path: '^src/(?!practice/|web/|app[.]module[.]ts$|start[.]ts$)' },
      to: { path: '^src/practice/' },
    },
    {
      name: 'rehearsal-outermost',
      comment: 'the rehearsal is asked for by the command line alone',
      severity: 'error',
      from: { path: '^src/(?!rehearsal/|cli/)' },
      to: { path: '^src/rehearsal/' },
    },
    {
      name: 'rehearsal-over-the-api',
      comment: 'it does what people do at their screens: nothing of the rooms but what they answer over HTTP',
      severity: 'error',
      from: { path: '^src/rehearsal/(?!training-week/)' },
      to: { path: '^src/(?!rehearsal/|platform/|cli/first-administrator[.]ts$|(start|stop|rooms)[.]ts$)' },
    },
    {
      name: 'home-outermost',
      comment: 'the first page reads from all rooms; none of them knows it',
      severity: 'error',
      from: { path: '^src/(?!home/|web/|app[.]module[.]ts$)' },
      to: { path: '^src/home/' },
    },
    {
      name: 'webhooks-on-receipts',
      severity: 'error',
      from: { path: '^src/webhooks/' },
      to: { path: '^src/(?!webhooks/|receipts/|accounts/|units/|platform/)' },
    },
    {
      name: 'single-sign-on-on-accounts',
      severity: 'error',
      from: { path: '^src/single-sign-on/' },
      to: { path: '^src/(?!single-sign-on/|accounts/|platform/)' },
    },
    {
      name: 'imports-at-the-end',
      comment: 'tables are read into units, accounts and old inboxes; nobody needs the reading',
      severity: 'error',
      from: { path: '^src/(?!imports/|rehearsal/|web/|app[.]module[.]ts$)' },
      to: { path: '^src/imports/' },
    },
    {
      name: 'imports-only-people-and-units',
      severity: 'error',
      from: { path: '^src/imports/' },
      to: { path: '^src/(?!imports/|accounts/|units/|legacy-inboxes/|platform/)' },
    },
    {
      name: 'credentials-on-accounts-only',
      comment: 'codes and links lead to accounts; nothing else',
      severity: 'error',
      from: { path: '^src/credentials/' },
      to: { path: '^src/(?!credentials/|accounts/|units/|platform/)' },
    },
    {
      name: 'training-beside-documents',
      comment: 'people are trained before there are documents; accounts ask it through conditions of their own',
      severity: 'error',
      from: { path: '^src/training/' },
      to: { path: '^src/(?!training/|calendar/|accounts/|units/|platform/)' },
    },
    {
      name: 'nobody-on-training',
      comment: 'only the cutover, which says where units still read their mail',
      severity: 'error',
      from: { path: '^src/(?!training/|cutover/|rehearsal/|web/|app[.]module[.]ts$)' },
      to: { path: '^src/training/' },
    },
    {
      name: 'nobody-on-credentials',
      severity: 'error',
      from: { path: '^src/(?!credentials/|web/|app[.]module[.]ts$)' },
      to: { path: '^src/credentials/' },
    },
    {
      name: 'nobody-on-onboarding',
      comment: 'the road to ready is read from the facts of all rooms; only the cutover asks how far a unit is',
      severity: 'error',
      from: { path: '^src/(?!onboarding/|cutover/|web/|app[.]module[.]ts$)' },
      to: { path: '^src/onboarding/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'states and policies are data and functions, tested without a framework',
      severity: 'error',
      from: { path: '[.](states|policy)[.]ts$' },
      to: { path: '(^|/)node_modules/(@nestjs|typeorm)(/|$)|^(@nestjs/|typeorm$)' },
    },
    {
      name: 'page-sees-wires-only',
      comment: 'the page knows the service by the types of its wires and bodies, which leave nothing in its code',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/(?!web/)', pathNot: '[.](wire|dto)[.]ts$' },
    },
    {
      name: 'page-takes-types-only',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/(?!web/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'service-knows-no-page',
      severity: 'error',
      from: { path: '^(src/(?!web/)|migrations/)' },
      to: { path: '^src/web/' },
    },
    {
      name: 'source-not-to-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'resolvable',
      comment: 'benches measure what was built, which need not be there yet',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '(^|/)dist/|[.]css$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Type-only imports are imports: they tie rooms together just the same.
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
