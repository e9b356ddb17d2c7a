import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  link: {
    position: 'absolute',
    left: '-100vw',
    top: 0,
    zIndex: 10,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    ':focus': { left: 0 },
  },
});

/** The first stop of the keyboard: past the navigation. */
export function SkipLink() {
  return (
    <a className={useStyles().link} href="#content">
      Skip to the content
    </a>
  );
}
