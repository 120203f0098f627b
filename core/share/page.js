"use strict";
// Draws what the blocks of data say. Texts become text nodes: nothing of a catalog is ever markup.
const SVG = "http://www.w3.org/2000/svg";
const rgb = (name, alpha) => {
  const style = getComputedStyle(document.documentElement);
  const tone = style.getPropertyValue("--" + name) || style.getPropertyValue("--other");
  return `rgba(${tone.trim()},${alpha})`;
};
function make(parent, tag, text = "", kind = "") {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (kind) made.className = kind;
  parent.append(made);
  return made;
}
function image(parent, source, alt = "") {
  const made = make(parent, "img");
  made.src = source;
  made.alt = alt;
  return made;
}

// --- attention: what each token of an item looks at ------------------------------------------

function attention(box, data) {
  const starts = [0];
  for (const one of data.modalities) starts.push(starts.at(-1) + one.places.length);
  const total = starts.at(-1), marks = new Array(total);
  const maps = data.maps.map(one => ({...one, bytes: Uint8Array.from(atob(one.rows), c => c.charCodeAt(0))}));
  let map = maps[0], pinned = null;
  const bar = make(box, "div", "", "bar");
  const choice = make(bar, "select");
  for (const one of maps) make(choice, "option", one.label);
  const legend = make(bar, "span", "", "muted");
  make(box, "p", data.words.how, "muted");
  const grid = make(box, "div", "", "map");

  // Row `total` of a map is the item itself.
  function show(row) {
    const at = row === null ? total : row, told = [];
    data.modalities.forEach((one, m) => {
      const n = one.places.length;
      if (!n) return;
      const most = map.most[at][m];
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const share = map.bytes[at * total + starts[m] + i] / 255;
        paint(starts[m] + i, one.name, share);
        sum += share;
      }
      const mean = (most * sum) / n;
      told.push(`${one.label}: ${data.words.most} ${most.toPrecision(2)}, ${data.words.mean} ${mean.toPrecision(2)}`);
    });
    legend.textContent = told.join("  ·  ");
    marks.forEach((mark, i) => mark && mark.classList.toggle("pinned", i === row));
  }
  function paint(i, name, share) {
    const mark = marks[i];
    if (!mark) return;
    const colour = rgb(name, (0.85 * share).toFixed(3));
    if (mark.tagName === "SPAN") mark.style.background = colour;
    else mark.setAttribute("fill", colour);
  }
  function react(mark, i) {
    marks[i] = mark;
    mark.addEventListener("pointerenter", () => { if (pinned === null) show(i); });
    mark.addEventListener("pointerleave", () => { if (pinned === null) show(null); });
    mark.addEventListener("click", () => { pinned = pinned === i ? null : i; show(pinned); });
  }
  function over(parent, width, height) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("preserveAspectRatio", "none");
    parent.append(svg);
    return (x0, y0, x1, y1, i) => {
      const rect = document.createElementNS(SVG, "rect");
      const at = {x: x0, y: y0, width: Math.max(0, x1 - x0), height: Math.max(0, y1 - y0)};
      for (const name in at) rect.setAttribute(name, at[name]);
      svg.append(rect);
      react(rect, i);
    };
  }
  data.modalities.forEach((one, m) => {
    if (!one.places.length) return;
    const said = data.texts[one.name];
    const part = make(grid, "div", "", one.name === "image" || said ? "" : "full");
    make(part, "div", `${one.label} (${one.encoder})`, "muted");
    if (said) return words(part, one, starts[m], said);
    if (one.name === "image" && data.picture) {
      const frame = make(part, "div", "", "over");
      image(frame, data.picture.source, data.title);
      const put = over(frame, ...data.picture.size);
      return one.places.forEach((p, i) => put(p[0], p[1], p[2], p[3], starts[m] + i));
    }
    const time = one.name === "audio" ? data.sound : one.name === "video" ? data.film : null;
    if (!time) {  // what it is of is not here: its parts by their seconds or their number
      const line = make(part, "div", "", "words");
      const seconds = one.name === "audio" || one.name === "video";
      return one.places.forEach((p, i) => {
        const told = seconds && p[0] !== null ? `${p[0].toFixed(1)} s` : `${i + 1}`;
        react(make(line, "span", told), starts[m] + i);
        line.append(" ");
      });
    }
    const frame = make(part, "div", "", "over");
    const strip = make(frame, "div", "", "strip");
    for (const source of time.sources) image(strip, source);
    const put = over(frame, time.end - time.begin, 1);
    one.places.forEach((p, i) => put(p[0] - time.begin, 0, p[1] - time.begin, 1, starts[m] + i));
    if (time.play) { const player = make(part, "audio"); player.controls = true; player.src = time.play; }
  });
  function words(part, one, start, said) {
    const line = make(part, "div", "", "words");
    const text = [...said];  // by characters, as places count them
    let end = 0;
    const order = one.places.map((p, i) => i).sort((a, b) => one.places[a][0] - one.places[b][0]);
    for (const i of order) {
      const [from, to] = one.places[i];
      if (from === null || from < end) continue;
      line.append(text.slice(end, from).join(""));
      react(make(line, "span", text.slice(from, to).join("")), start + i);
      end = to;
    }
    line.append(text.slice(end).join(""));
  }
  choice.addEventListener("change", () => { map = maps[choice.selectedIndex]; show(pinned); });
  addEventListener("keydown", event => { if (event.key === "Escape") { pinned = null; show(null); } });
  show(null);
}

// --- plane: all items, near what is like them ------------------------------------------------

function plane(box, data) {
  const bar = make(box, "div", "", "bar"), canvas = make(box, "canvas"), pen = canvas.getContext("2d");
  make(box, "p", data.words.how, "muted");
  const on = data.modalities.map(one => {
    const line = make(bar, "label"), tick = make(line, "input");
    tick.type = "checkbox"; tick.checked = true;
    const name = make(line, "span", `${one.mark} ${one.label}`);
    name.style.color = rgb(one.name, 1);
    tick.addEventListener("change", draw);
    return tick;
  });
  let zoom = 1, moved = [0, 0], chosen = null, pinned = null, grip = null, tip = null;
  const all = data.modalities.flatMap(one => one.places);
  const low = [0, 1].map(k => Math.min(...all.map(p => p[k])));
  const high = [0, 1].map(k => Math.max(...all.map(p => p[k])));
  const at = p => [0, 1].map(k => {
    const side = k ? canvas.clientHeight : canvas.clientWidth, room = side - 40;
    const share = (p[k] - low[k]) / ((high[k] - low[k]) || 1);
    return side / 2 + ((k ? 1 - share : share) - 0.5) * room * zoom + moved[k];
  });
  function draw() {
    const scale = devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * scale; canvas.height = canvas.clientHeight * scale;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.textAlign = "center"; pen.textBaseline = "middle";
    const row = (pinned || chosen || {}).row, line = [];
    data.modalities.forEach((one, m) => {
      if (!on[m].checked) return;
      pen.fillStyle = rgb(one.name, row === undefined ? 0.75 : 0.3);
      pen.font = "11px sans-serif";
      one.places.forEach((p, i) => {
        if (one.rows[i] === row) line.push([at(p), one]);
        pen.fillText(one.mark, ...at(p));
      });
    });
    pen.strokeStyle = rgb("other", 0.9);
    pen.beginPath();
    line.forEach(([p], i) => (i ? pen.lineTo(...p) : pen.moveTo(...p)));
    pen.stroke();
    pen.font = "20px sans-serif";
    for (const [p, one] of line) { pen.fillStyle = rgb(one.name, 1); pen.fillText(one.mark, ...p); }
  }
  function nearest(x, y) {
    let best = null, least = 14 * 14;
    data.modalities.forEach((one, m) => on[m].checked && one.places.forEach((p, i) => {
      const [px, py] = at(p), d = (px - x) ** 2 + (py - y) ** 2;
      if (d < least) { least = d; best = {row: one.rows[i], label: one.label}; }
    }));
    return best;
  }
  function tell(event) {
    if (tip) tip.remove();
    tip = null;
    if (!chosen) return;
    const item = data.items[chosen.row] || {};
    tip = make(document.body, "div", "", "tip");
    if (item.source) image(tip, item.source);
    make(tip, "div", item.title || String(chosen.row));
    make(tip, "div", chosen.label, "muted");
    tip.style.left = Math.min(event.clientX + 14, innerWidth - 230) + "px";
    tip.style.top = event.clientY + 14 + "px";
  }
  canvas.addEventListener("pointermove", event => {
    if (grip) {
      moved = [event.clientX - grip[0], event.clientY - grip[1]];
      return draw();
    }
    chosen = nearest(event.offsetX, event.offsetY);
    tell(event);
    draw();
  });
  canvas.addEventListener("pointerdown", event => {
    grip = [event.clientX - moved[0], event.clientY - moved[1]];
    pinned = nearest(event.offsetX, event.offsetY);
  });
  addEventListener("pointerup", () => { grip = null; draw(); });
  canvas.addEventListener("pointerleave", event => { chosen = null; tell(event); draw(); });
  canvas.addEventListener("wheel", event => {
    event.preventDefault();
    zoom = Math.min(40, Math.max(0.5, zoom * Math.exp(-event.deltaY / 400)));
    draw();
  }, {passive: false});
  addEventListener("resize", draw);
  draw();
}

// --- cards and curves --------------------------------------------------------------------------

function cards(box, data) {
  const grid = make(box, "div", "", "cards");
  for (const one of data.cards) {
    const figure = make(grid, "figure", "", one.hit ? "hit" : "");
    if (one.source) image(figure, one.source, one.title);
    make(figure, "figcaption", one.title);
    for (const line of one.lines || []) make(figure, "div", line, "muted");
    if (!one.why) continue;
    const bar = make(figure, "div", "", "why");
    const whole = one.why.reduce((sum, [, , part]) => sum + Math.max(0, part), 0) || 1;
    for (const [name, label, part] of one.why) {
      if (part <= 0) continue;
      const piece = make(bar, "div");
      piece.title = `${label}: ${part.toPrecision(3)}`;
      piece.style.width = (100 * part) / whole + "%";
      piece.style.background = rgb(name, 1);
    }
  }
}

function curves(box, data) {
  for (const one of data.series) {
    const wide = 420, tall = 130, last = one.values.at(-1);
    make(box, "div", `${one.name}: ${last.toPrecision(4)}`, "muted");
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${wide} ${tall}`);
    svg.setAttribute("style", "max-width:640px;display:block");
    const low = Math.min(...one.values), high = Math.max(...one.values), n = one.values.length;
    const place = (v, i) => `${5 + ((wide - 10) * i) / Math.max(1, n - 1)},${tall - 8 - ((tall - 16) * (v - low)) / ((high - low) || 1)}`;
    const line = document.createElementNS(SVG, "polyline");
    line.setAttribute("points", one.values.map(place).join(" "));
    line.setAttribute("fill", "none");
    line.setAttribute("stroke", rgb("text", 1));
    line.setAttribute("stroke-width", "2");
    svg.append(line);
    one.values.forEach((v, i) => {
      const [x, y] = place(v, i).split(","), dot = document.createElementNS(SVG, "circle");
      dot.setAttribute("cx", x); dot.setAttribute("cy", y); dot.setAttribute("r", "3");
      dot.setAttribute("fill", rgb("text", 1));
      const tip = document.createElementNS(SVG, "title");
      tip.textContent = `${one.at[i]}: ${v.toPrecision(4)}`;
      dot.append(tip); svg.append(dot);
    });
    box.append(svg);
  }
}

const drawn = {attention, plane, cards, curves};
for (const box of document.querySelectorAll(".live"))
  drawn[box.dataset.kind](box, JSON.parse(box.querySelector("script").textContent));
