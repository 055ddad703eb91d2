/* The device's own store (IndexedDB). "kept" holds single things by name (key, device, roster, clock, counter);
   "acts" holds what was done here: {id, counter, kind, at, offset, person, state, box, undone}, personal data sealed
   in box. A promise is kept only when the transaction is complete, so whoever waited for it may say that it is noted. */

const NAME = "tongxing-door";
const VERSION = 1;
let opened = null;

/* There is no more room on the device. */
export class Full extends Error {}

function open() {
  if (!opened) {
    opened = new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("kept");
        const acts = request.result.createObjectStore("acts", { keyPath: "id" });
        ["state", "person", "counter"].forEach((name) => acts.createIndex(name, name));
      };
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = () => (opened = null);
        database.onversionchange = () => {
          database.close();
          opened = null;
        };
        resolve(database);
      };
      request.onerror = () => {
        opened = null;
        reject(request.error);
      };
    });
  }
  return opened;
}

/* Runs ``work(acts, kept)`` in one transaction; the answer is what it returned (a request's result), once all is on disk. */
async function inTransaction(mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(["acts", "kept"], mode, { durability: "strict" });
    let answer;
    transaction.oncomplete = () => resolve(answer instanceof IDBRequest ? answer.result : answer);
    transaction.onabort = () => reject(asOurs(transaction.error));
    answer = work(transaction.objectStore("acts"), transaction.objectStore("kept"));
  });
}

function asOurs(error) {
  return error && error.name === "QuotaExceededError" ? new Full(error.message) : error || new Error("aborted");
}

export function get(name) {
  return inTransaction("readonly", (acts, kept) => kept.get(name));
}

export function put(name, value) {
  return inTransaction("readwrite", (acts, kept) => kept.put(value, name));
}

export function remove(name) {
  return inTransaction("readwrite", (acts, kept) => kept.delete(name));
}

/* Gives the act the next counter and keeps it; ``undoes`` is the id of an act that it takes back. */
export function addAct(act, undoes = null) {
  return inTransaction("readwrite", (acts, kept) => {
    const numbered = Object.assign({}, act);
    kept.get("counter").onsuccess = (event) => {
      numbered.counter = (event.target.result || 0) + 1;
      kept.put(numbered.counter, "counter");
      acts.add(numbered);
    };
    if (undoes) change(acts, undoes, { undone: true });
    return numbered;
  });
}

function change(acts, id, values) {
  acts.get(id).onsuccess = (event) => {
    if (event.target.result) acts.put(Object.assign(event.target.result, values));
  };
}

/* Writes what the server said of each act: [{id, state, sentence}]. What is entered needs its sealed data no more. */
export function settle(answers) {
  return inTransaction("readwrite", (acts) => {
    answers.forEach(({ id, state, sentence }) => {
      const isEntered = state === "accepted" || state === "repeat";
      change(acts, id, Object.assign({ state, sentence: sentence || "" }, isEntered ? { box: null } : {}));
    });
  });
}

function inOrder(acts) {
  return acts.sort((one, other) => one.counter - other.counter);
}

export async function actsIn(state) {
  return inOrder(await inTransaction("readonly", (acts) => acts.index("state").getAll(state)));
}

export async function actsOf(person) {
  return inOrder(await inTransaction("readonly", (acts) => acts.index("person").getAll(person)));
}

export function act(id) {
  return inTransaction("readonly", (acts) => acts.get(id));
}

/* The newest ``most`` acts, newest first. */
export function lastActs(most) {
  return inTransaction("readonly", (acts) => {
    const found = [];
    acts.index("counter").openCursor(null, "prev").onsuccess = (event) => {
      const cursor = event.target.result;
      if (cursor && found.push(cursor.value) < most) cursor.continue();
    };
    return found;
  });
}

/* How many acts stand in each state: {waiting: 3, accepted: 40}. */
export function counts(states) {
  return inTransaction("readonly", (acts) => {
    const found = {};
    states.forEach((state) => {
      acts.index("state").count(state).onsuccess = (event) => (found[state] = event.target.result);
    });
    return found;
  });
}

/* Everything goes, the key first of all: emptied in one transaction, then the database itself. */
export async function forget() {
  await inTransaction("readwrite", (acts, kept) => {
    kept.clear();
    acts.clear();
  });
  const database = await open();
  database.close();
  opened = null;
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });
}
