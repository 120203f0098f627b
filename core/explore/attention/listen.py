"""Hear what a map points at: the item's sound, loud where the attention is."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np

from core.contracts.attention import ListenAnswer, ListenParams
from core.errors import UserError
from core.explore.attention import own
from core.explore.context import Context
from core.workspace import folder, write_atomic

RATE = 44_100
MAX_SECONDS = 120.0


def listen(context: Context, params: ListenParams) -> ListenAnswer:
    """Write the gained sound as a WAV file and tell where; second 0 is second 0 of the item.

    Raises:
        UserError: the item has no sound, or the weights are not of its tokens.

    """
    from core.media import audio
    from core.media.gain import gained, wav

    batch = own.batch_of(context, params)
    heard = batch.get("audio")
    if heard is None or len(params.weights) != int(heard.mask.sum()) or not len(params.weights):
        raise UserError("This map has no weights for the item's sound.", "Pin another token.")
    spans = heard.positions[0][heard.mask[0]][:, :2].numpy()
    if not np.isfinite(spans).all():
        raise UserError(
            "The sound's features were made elsewhere: where they lie in it is not known.",
            "Encode the sound here.",
        )
    files = own.files_of(context, params)
    path = files.get("audio") or files.get("video")
    if path is None:
        raise UserError("This item has no sound file.", "Choose another item.")
    sound = audio.load(path, rate=RATE, max_seconds=MAX_SECONDS)
    louder = gained(sound, spans, params.weights.astype(np.float64))
    silence = np.zeros(max(0, round(sound.start_s * RATE)), np.float32)
    content = wav(replace(louder, samples=np.concatenate([silence, louder.samples])))
    name = hashlib.blake2b(content, digest_size=8).hexdigest()
    made = folder("listening") / f"{name}.wav"
    if not made.is_file() or made.read_bytes() != content:
        write_atomic(made, content)
    return ListenAnswer(item=params.item, file=str(made))
