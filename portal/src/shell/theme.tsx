import { FluentProvider, makeStyles, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from 'react';

export type ThemeName = 'light' | 'dark';

const ThemeContext = createContext<{ name: ThemeName; choose(name: ThemeName): void } | undefined>(undefined);

/** The present theme, and how to choose the other one. */
export function useTheme() {
  const theme = use(ThemeContext);
  if (theme === undefined) throw new Error('outside of <Theme>');
  return theme;
}

const key = 'theme';
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const useStyles = makeStyles({ page: { height: '100dvh' } });

/** Light or dark: as the person chose here, or as their system prefers. */
export function Theme({ children }: { children: ReactNode }) {
  const [chosen, setChosen] = useState(() => localStorage.getItem(key));
  const systemIsDark = useSyncExternalStore(
    (onChange) => {
      prefersDark.addEventListener('change', onChange);
      return () => prefersDark.removeEventListener('change', onChange);
    },
    () => prefersDark.matches,
  );
  const name: ThemeName = chosen === 'light' || chosen === 'dark' ? chosen : systemIsDark ? 'dark' : 'light';
  useEffect(() => {
    document.documentElement.style.colorScheme = name;
  }, [name]);
  const choose = (next: ThemeName) => {
    localStorage.setItem(key, next);
    setChosen(next);
  };
  return (
    <ThemeContext value={{ name, choose }}>
      {/* It hands its class on to dialogs and toasts, which must not be as high as the page: they would cover it. */}
      <FluentProvider theme={name === 'dark' ? webDarkTheme : webLightTheme}>
        <div className={useStyles().page}>{children}</div>
      </FluentProvider>
    </ThemeContext>
  );
}
