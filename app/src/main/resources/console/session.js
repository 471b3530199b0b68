// Who is signed in: the token is kept for this tab alone, and goes nowhere but into the header Authorization.

const KEY = "tidegate.token";

/** The token; null when nobody is signed in. */
export function token() {
  return sessionStorage.getItem(KEY);
}

/** Signs in; the token has been tried. */
export function enter(text) {
  sessionStorage.setItem(KEY, text);
}

/** Signs out. */
export function leave() {
  sessionStorage.removeItem(KEY);
}
