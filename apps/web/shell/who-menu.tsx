import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconLogout, IconSwitchHorizontal, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { changeSession, useSession } from '../api/session.js';
import { announce } from '../kit/announcer.js';
import classes from './shell.module.css';

/** Who is signed in, and how to become somebody else or nobody. */
export function WhoMenu() {
  const signedIn = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { pathname, searchStr } = useLocation();
  const back = pathname === '/sign-in' ? undefined : `${pathname}${searchStr}`;
  if (signedIn === null)
    return (
      <Link to="/sign-in" search={{ back }} className={classes.who}>
        <IconUser size={17} aria-hidden />
        Sign in
      </Link>
    );
  const signOut = (): void => {
    changeSession(null);
    void queries.invalidateQueries();
    announce('You are signed out.');
  };
  return (
    <Menu
      position="bottom-end"
      shadow="md"
      width={260}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton
          className={classes.who}
          aria-label={`Signed in as ${signedIn.name ?? 'token holder'}`}
        >
          <IconUser size={17} aria-hidden />
          <bdi>{signedIn.name ?? 'Signed in'}</bdi>
          <span className={classes.roles}>{signedIn.roles.join(', ')}</span>
          <IconChevronDown size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {signedIn.person !== null && (
          <Menu.Item
            leftSection={<IconUser size={16} aria-hidden />}
            onClick={() =>
              void navigate({ to: '/people/$person', params: { person: signedIn.person ?? '' } })
            }
          >
            My roles and delegations
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconSwitchHorizontal size={16} aria-hidden />}
          onClick={() => void navigate({ to: '/sign-in', search: { back } })}
        >
          Switch person
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
