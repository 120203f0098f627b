"""The same for the page of models from the inside: 12 x 12 heads over 577 patches and 1,500 frames.

Run by `python -m benchmarks.interaction`; see there for what is timed and the goal.
"""

from __future__ import annotations

#: Prints {interaction: [[milliseconds by the clock, by the processor], ...]} as JSON.
SCRIPT = """
import gc, json, sys, time
import numpy as np
from PySide6.QtWidgets import QApplication
from core.contracts import inside as asked
from core.contracts.attention import Picture, Sound
from core.contracts.message import pack, unpack
from core.worker.messages import Decoder, Response, encode
from gui import theme
from gui.pages.inside.page import InsidePage
from gui.pages.inside.slicing import Focus
from gui.session import Session

frames, rounds = int(sys.argv[1]), int(sys.argv[2])
LAYERS = HEADS = 12
SIDE, TILE, WORDS = 24, 48, 40
rng = np.random.default_rng(0)

def rows(*shape):
    weights = rng.random(shape, np.float32) ** 8
    return weights / weights.sum(-1, keepdims=True)

def part(name, kind, count):
    places = np.full((count, 4), np.nan, np.float32)
    kinds = [kind] * count
    labels = [str(number) for number in range(count)]
    if kind == "image":
        kinds[0], labels[0] = "special", "[CLS]"
        x, y = np.meshgrid(np.arange(SIDE) * 14, np.arange(SIDE) * 14)
        places[1:] = np.stack([x, y, x + 14, y + 14], -1).reshape(-1, 4)
    else:
        places[:, 0] = np.arange(count) * 0.02
        places[:, 1] = places[:, 0] + 0.02
    return asked.InsidePart(name=name, labels=tuple(labels), kinds=tuple(kinds), places=places)

def look(kind, count):
    stack = asked.InsideStack(
        name="picture" if kind == "image" else "sound", queries=kind, keys=kind,
        tiles=rng.random((LAYERS, HEADS, TILE, TILE), np.float32),
        statistics=rng.random((4, LAYERS, HEADS), np.float32),
        received=rows(LAYERS, HEADS, count))
    size = SIDE * 14
    pixels = rng.integers(0, 255, (size, size, 3)).astype(np.uint8)
    wave = rng.random(1600, np.float32)
    return asked.InsideLook(
        model=kind, title=kind, revision="0", family="made up", text="",
        parts=(part(kind, kind, count),), stacks=(stack,), sinks=(),
        targets=(asked.Target(key="vector"),),
        picture=Picture(pixels=pixels, size=(size, size)) if kind == "image" else None,
        sound=Sound(file="", begin=0.0, end=count * 0.02, top_hz=8000.0, low=-wave, high=wave,
                    mel=rng.random((64, 1500), np.float32)) if kind == "audio" else None)

COUNTS = {"image": SIDE * SIDE + 1, "audio": frames}
LOOKS = {kind: look(kind, count) for kind, count in COUNTS.items()}
WEIGHTS = {kind: rows(count, count) for kind, count in COUNTS.items()}

def answer(question, params):
    kind = params.model
    if question is asked.LOOK:
        return LOOKS[kind]
    if question is asked.HEAD:
        return asked.HeadAnswer(stack=params.stack, layer=params.layer, head=params.head,
                                weights=WEIGHTS[kind].astype(np.float16))
    return asked.InsideFlow(kind=params.kind, target="vector", score=1.0, flow=WEIGHTS[kind],
                            answer=WEIGHTS[kind][0])

WIRES = {}
PIPE = 1 << 16

def wired(question, params):
    # What a pipe brings: all but the last piece arrives before the interaction is over.
    key = (question.name, params.model_dump_json())
    if key not in WIRES:
        values, blobs = pack(answer(question, params))
        WIRES[key] = encode(Response(job="engine", request=1, answer=values), blobs)
    wire = WIRES[key]
    decoder = Decoder()
    for begin in range(0, len(wire) - PIPE, PIPE):
        decoder.feed(wire[begin : min(begin + PIPE, len(wire) - PIPE)])
    return decoder, wire[-PIPE:]

waiting = []

def ask(question, params, done, failed=None, run=None):
    waiting.append((question, params, done))

def arrive():
    batch = ready[:]
    ready.clear()
    del waiting[: len(batch)]
    for question, (decoder, last), done in batch:
        ((message, arrays),) = decoder.feed(last)
        done(unpack(question.answer, message.answer, arrays))

ready = []

def prepare():
    ready[:] = [(question, wired(question, params), done) for question, params, done in waiting]

app = QApplication([])
theme.apply(app, theme.LIGHT)
session = Session()
session.ask = ask
page = InsidePage(session)
page.resize(1280, 800)
page.view.set_models(tuple(
    asked.InsideModel(reference=kind, title=kind, takes=(kind,)) for kind in COUNTS))
page.show()
app.processEvents()
waiting.clear()
view = page.view
times = {}

def settle():
    while waiting:
        prepare()
        arrive()
    app.processEvents()

def step(name, act):
    clock, processor = time.perf_counter(), time.process_time()
    act()
    app.processEvents()
    took = time.perf_counter() - clock, time.process_time() - processor
    while waiting:  # the way to the engine and back is not the window's
        prepare()
        clock, processor = time.perf_counter(), time.process_time()
        arrive()
        app.processEvents()
        took = took[0] + time.perf_counter() - clock, took[1] + time.process_time() - processor
    times.setdefault(name, []).append([1000 * seconds for seconds in took])

gc.collect()  # what starting left behind is no part of an interaction
for number in range(rounds):
    for kind, count in COUNTS.items():
        where = "patch" if kind == "image" else "second"
        surface = view.surfaces.picture if kind == "image" else view.surfaces.time
        view.models.setCurrentIndex(view.models.findData(kind))
        step(f"{kind}: input arrives", lambda: view._model_chosen(0))
        token = 97 * number % (count - 2)
        step(f"{kind}: a head", lambda: view.choose(number % LAYERS, 5 * number % HEADS))
        step(f"{kind}: next head", lambda: view.walk(0, 1))
        step(f"{kind}: next layer", lambda: view.walk(-1 if view.layer else 1, 0))
        step(f"{kind}: hover {where}", lambda: surface.hovered.emit(kind, token))
        step(f"{kind}: pin {where}", lambda: surface.pinned.emit(kind, token, False))
        step(f"{kind}: let go", lambda: view.set_pin(Focus()))
        for method in ("rollout", "relevance"):
            view.method.set_value(method)
            step(f"{kind}: {method}", view._ask_map)
            step(f"{kind}: hover, flow", lambda: surface.hovered.emit(kind, token))
        view.method.set_value("raw")
        view._ask_map()
        settle()
print(json.dumps(times))
"""

#: Prints the megabytes by which the process grew beyond one plain pass, as JSON: while a model of
#: 12 x 12 heads looked at so many tokens, by "ours" or as "eager" attention keeps its weights.
MEMORY = """
import json, sys
import torch
from transformers import BertConfig, BertModel
from core import system
from core.inspect import capture, flow
from core.inspect.flow import Step

way, tokens = sys.argv[1], int(sys.argv[2])
torch.set_num_threads(1)
config = BertConfig(vocab_size=64, hidden_size=768, num_hidden_layers=12, num_attention_heads=12,
                    intermediate_size=1024, max_position_embeddings=tokens)
model = BertModel(config).eval().requires_grad_(False)
ids = torch.arange(tokens)[None] % 64

def peak():
    return (system.peak_bytes() or system.resident_bytes()) / 2**20

with torch.no_grad():
    model(input_ids=ids)
before = peak()
if way == "ours":
    layers, _ = capture.record(model, lambda: model(input_ids=ids))
    flow.rollout(layers, [Step(slice(0, tokens), slice(0, tokens))] * 12, tokens)
else:
    model.set_attn_implementation("eager")
    with torch.no_grad():
        kept = model(input_ids=ids, output_attentions=True).attentions
print(json.dumps(peak() - before))
"""
