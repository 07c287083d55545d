/**
 * Mantine, for the few parts that are much work by hand: calendars, lists one can search and choose several of. It costs about 15 kB
 * and more per part, so only lazy screens use it, wrapped in `<Mantine>`. Two rules keep the content security policy whole: styles come
 * from the package's own CSS files (one import per component, see date-field.tsx), never from responsive style props (`w={{ base: …}}`);
 * and no Modal, Drawer or `Popover lockScroll`: Dialog and Menu are ours.
 */
import '@mantine/core/styles/default-css-variables.layer.css';
import '@mantine/core/styles/baseline.layer.css';
import './mantine.css';
import { useSyncExternalStore, type ReactNode } from 'react';
import { createTheme, MantineProvider } from '@mantine/core';
import { schemeNow, watchScheme } from '../../app/look.ts';

const theme = createTheme({
  fontFamily: 'var(--font)',
  primaryColor: 'blue',
  defaultRadius: 6,
  components: {
    // Portals would leave the <dialog> they are opened from, and stay below it.
    Popover: { defaultProps: { withinPortal: false, transitionProps: { duration: 0 } } },
  },
});

export function Mantine({ children }: { readonly children: ReactNode }) {
  const scheme = useSyncExternalStore(watchScheme, schemeNow);
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withCssVariables={false}
      withStaticClasses={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
