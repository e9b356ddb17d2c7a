import { Button } from '@fluentui/react-components';
import { ArrowClockwiseRegular } from '@fluentui/react-icons/svg/arrow-clockwise';

export function ReloadButton({ onClick }: { onClick(): void }) {
  return (
    <Button icon={<ArrowClockwiseRegular />} onClick={onClick}>
      Reload
    </Button>
  );
}
