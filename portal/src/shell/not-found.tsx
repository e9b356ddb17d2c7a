import { Body1 } from '@fluentui/react-components';
import { PageFrame } from '../components/page-frame.tsx';

export function NotFound() {
  return (
    <PageFrame title="There is no such page">
      <Body1>The navigation shows what there is.</Body1>
    </PageFrame>
  );
}
