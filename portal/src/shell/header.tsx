import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation';
import { WeatherMoonRegular } from '@fluentui/react-icons/svg/weather-moon';
import { WeatherSunnyRegular } from '@fluentui/react-icons/svg/weather-sunny';
import { Link } from 'wouter';
import { useMe } from '../api/use-me.ts';
import { onlyOnPhones, phone } from '../components/screens.ts';
import { AccountMenu } from './account-menu.tsx';
import { useTheme } from './theme.tsx';

const useStyles = makeStyles({
  header: {
    gridArea: 'header',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '48px',
    paddingInline: tokens.spacingHorizontalL,
    // The bar is dark in both themes, as Azure's own.
    backgroundColor: '#0c3b5e',
    color: '#ffffff',
    [phone]: { paddingInline: tokens.spacingHorizontalS, gap: tokens.spacingHorizontalXS },
  },
  brand: {
    color: 'inherit',
    textDecorationLine: 'none',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
    ':focus-visible': { outline: '2px solid #ffffff', outlineOffset: '2px' },
  },
  organization: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', [phone]: { display: 'none' } },
  rest: { flexGrow: 1 },
  button: { color: 'inherit' },
  onlyOnPhones,
});

interface HeaderProps {
  navigationOpen: boolean;
  onToggleNavigation(): void;
}

export function Header({ navigationOpen, onToggleNavigation }: HeaderProps) {
  const styles = useStyles();
  const me = useMe();
  const theme = useTheme();
  const other = theme.name === 'dark' ? 'light' : 'dark';
  return (
    <header className={styles.header}>
      <Button
        appearance="transparent"
        className={mergeClasses(styles.button, styles.onlyOnPhones)}
        icon={<NavigationRegular />}
        aria-label="Navigation"
        aria-expanded={navigationOpen}
        aria-controls="navigation"
        onClick={onToggleNavigation}
      />
      <Link href="/" className={styles.brand}>
        Key Vault Integration
      </Link>
      <span className={styles.organization}>{me.organization_name}</span>
      <span className={styles.rest} />
      <Button
        appearance="transparent"
        className={styles.button}
        icon={other === 'dark' ? <WeatherMoonRegular /> : <WeatherSunnyRegular />}
        aria-label={`Use the ${other} theme`}
        onClick={() => theme.choose(other)}
      />
      <AccountMenu me={me} className={styles.button} />
    </header>
  );
}
