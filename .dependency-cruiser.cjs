/** Who may import whom. Flow = imports: a room sees only what lies downstream of it on the spine. */
const SPINE = ['outgoing', 'corrections', 'incoming', 'receipts', 'accounts', 'units', 'platform'];
/** Rooms beside the spine: outgoing and incoming may import them, they import neither. */
const SIDE_ROOMS = '^src/(groups|attachments|uploads|registers|calendar)/';

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
      name: 'rules-are-pure',
      comment: 'states and policies are data and functions, tested without a framework',
      severity: 'error',
      from: { path: '[.](states|policy)[.]ts$' },
      to: { path: '(^|/)node_modules/(@nestjs|typeorm)(/|$)|^(@nestjs/|typeorm$)' },
    },
    {
      name: 'source-not-to-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage|src/web)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Type-only imports are imports: they tie rooms together just the same.
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
