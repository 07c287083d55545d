import { Page } from '../../ui/page.tsx';
export function Kit() {
  return <Page title="Bộ linh kiện">{null}</Page>;
}
