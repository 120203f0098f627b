"""The maps of one item as a page shows them, with its words, picture, sound and film."""

from __future__ import annotations

import base64
import mimetypes
from pathlib import Path

import numpy as np
from PIL import Image

from core.catalog.modality import MODALITIES, read_as
from core.contracts.attention import Film, ItemParams, Maps, MediaAnswer, Sound
from core.explore.attention import maps, media
from core.explore.context import Context
from core.explore.recommending import item_id, title
from core.share.page import Page, jpeg
from core.text import Text

#: A sound larger than this stays out of the file; its map is there.
MOST_SOUND_BYTES = 2_000_000
#: Bands of a spectrogram, stretched to be seen.
SOUND_SIZE = (1000, 160)
NAMES = {
    "text": Text("text"), "image": Text("image"), "audio": Text("audio"), "video": Text("video"),
    "captions": Text("captions"),
}  # fmt: skip


def attention(page: Page, context: Context, item: int, user: int | None = None) -> None:
    """The maps of an item.

    Raises:
        UserError: the run has no attention, or the item no tokens.

    """
    answer = maps.of_item(context, ItemParams(item=item, user=user))
    shown = media.load(context.catalog, item)
    name = title(context.catalog, item) or item_id(context.catalog, item)
    page.heading(name, 3)
    page.live(
        "attention",
        {
            "title": name,
            "texts": {
                one: context.catalog.items[one][item]
                for one in MODALITIES
                if read_as(one) == "text" and one in context.catalog.items.columns
            },
            "modalities": [
                {
                    "name": one if one in NAMES else "other",
                    "label": NAMES.get(one, one),
                    "encoder": answer.facts.encoders.get(one, ""),
                    "places": [[None if v != v else round(v, 3) for v in row] for row in places],
                }
                for one, places in _places(answer.maps)
            ],
            "maps": [_packed(answer.maps, label, *whole) for label, whole in _chosen(answer.maps)],
            **_media(shown),
            "words": {
                "how": Text(
                    "Point at a word, a patch or a piece of sound to see what it looks at; click "
                    "to pin, Esc to let go. Without a pin: what reaches the item as a whole. Each "
                    "part has its own scale; the numbers say how much its darkest place is."
                ),
                "most": Text("most"),
                "mean": Text("mean"),
            },
        },
    )


def _places(found: Maps) -> list[tuple[str, list[list[float]]]]:
    return [(name, places.tolist()) for name, places in found.positions.items()]


def _chosen(found: Maps) -> list[tuple[Text, tuple[np.ndarray, np.ndarray]]]:
    """Maps to choose from: of all tokens [T, T], and of the item [T]."""
    whole = [
        (
            Text("What moved the score (relevance)"),
            (found.flow["relevance"], found.flow_item["relevance"]),
        )
    ]
    reading = found.fusion.mean((0, 1))
    for layer in range(found.layers):
        rows = [
            np.concatenate([found.pairs[q][k][layer].mean(0) for k in found.modalities], axis=1)
            for q in found.modalities
        ]
        label = Text("Where it looked (attention), layer {layer}", layer=layer + 1)
        whole.append((label, (np.concatenate(rows), reading)))
    return whole


def _packed(found: Maps, label: Text, rows: np.ndarray, item: np.ndarray) -> dict[str, object]:
    """All rows, last the item's [T + 1, T], as bytes: each modality of a row by its largest."""
    whole = np.concatenate([rows, item[None]]).astype(np.float32)
    most, shares = [], np.zeros(whole.shape, np.uint8)
    for name in found.modalities:
        part = whole[:, found.part(name)]
        largest = part.max(1, initial=0)
        scaled = 255 * part / np.maximum(largest, np.finfo(np.float32).tiny)[:, None]
        shares[:, found.part(name)] = np.clip(scaled, 0, 255).round()
        most.append([float(f"{value:.4g}") for value in largest])
    return {
        "label": label,
        "rows": base64.b64encode(shares.tobytes()).decode(),
        "most": list(zip(*most, strict=True)),
    }


def _media(shown: MediaAnswer) -> dict[str, object]:
    picture, sound, film = shown.picture, shown.sound, shown.film
    return {
        "picture": picture
        and {"source": jpeg(Image.fromarray(picture.pixels)), "size": list(picture.size)},
        "sound": sound and _sound(sound),
        "film": film and _film(film),
    }


def _sound(sound: Sound) -> dict[str, object]:
    grey = Image.fromarray((255 * (1 - sound.mel[::-1])).astype(np.uint8))
    return {
        "sources": [jpeg(grey.resize(SOUND_SIZE))],
        "begin": sound.begin,
        "end": sound.end,
        "play": _played(Path(sound.file)),
    }


def _film(film: Film) -> dict[str, object]:
    frames = [jpeg(Image.fromarray(frame)) for frame in film.frames]
    return {"sources": frames, "begin": 0.0, "end": film.seconds, "play": None}


def _played(path: Path) -> str | None:
    """A sound as the source of an <audio>; None of a film, and of what is too large to send."""
    kind = mimetypes.guess_type(path.name)[0] or ""
    if not kind.startswith("audio/") or path.stat().st_size > MOST_SOUND_BYTES:
        return None
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
