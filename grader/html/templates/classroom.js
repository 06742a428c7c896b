
"use strict";
// Sorting, filtering and opening of rows; without it all is there, in one order.
(() => {
  const one = (id) => document.getElementById(id);
  const status = one("status");
  const form = one("filter");
  const collator = new Intl.Collator(undefined, { numeric: true });

  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v ?? cell.textContent.trim();
  };

  const compared = (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? collator.compare(a, b) : x - y;
  };

  const sort = (table, head, button) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    const column = head.cellIndex;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => [value(row, column), row]);
    rows.sort(([a], [b]) => (down ? compared(b, a) : compared(a, b)));
    body.append(...rows.map(([, row]) => row));
    const way = down ? "from high to low" : "from low to high";
    status.textContent = `Sorted by ${button.textContent.trim()}, ${way}`;
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    for (const head of table.tHead.rows[0].cells) {
      if (head.classList.contains("unsorted")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, button));
    }
  }

  const rows = Array.from(one("rows").tBodies[0].rows);
  const people = Array.from(document.querySelector("table.map").tBodies[0].rows);
  const name = (row) => row.cells[0].textContent.toLocaleLowerCase();
  const rowNames = new Map([...rows, ...people].map((row) => [row, name(row)]));

  const filter = () => {
    const student = one("by-student").value.trim().toLocaleLowerCase();
    const exercise = one("by-exercise").value;
    const verdict = one("by-verdict").value;
    const fits = ({ dataset }) =>
      (!exercise || dataset.exercise === exercise) &&
      (!verdict || dataset.verdict === verdict);
    let count = 0;
    for (const row of rows) {
      row.hidden = !(rowNames.get(row).includes(student) && fits(row));
      count += row.hidden ? 0 : 1;
    }
    for (const row of people) {
      const some = (!exercise && !verdict) || Array.from(row.cells).some(
        (cell) => cell.dataset.exercise && fits(cell));
      row.hidden = !(rowNames.get(row).includes(student) && some);
    }
    status.textContent = `${count} of ${rows.length} submissions`;
  };

  const open = () => {
    const row = one(decodeURIComponent(location.hash.slice(1)));
    if (!row || !rows.includes(row)) return;
    if (row.hidden) {
      form.reset();
      filter();
    }
    for (const more of row.querySelectorAll("details")) more.open = true;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  addEventListener("hashchange", open);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#r']");
    if (link && link.hash === location.hash) open();
  });
  filter();
  open();
})();
