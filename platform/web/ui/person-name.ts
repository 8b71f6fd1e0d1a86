/** What somebody is called; who has no name is known by the login. */
export const personName = ({ name, login }: { readonly name: string | null; readonly login: string }): string =>
  name === null || name.trim() === '' ? login : name;
