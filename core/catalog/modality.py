"""The modalities, each declared once: its files, and what the place of one of its tokens means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

Modality = Literal["text", "image", "audio", "video", "captions"]
MODALITIES: tuple[Modality, ...] = get_args(Modality)

#: What the numbers of a token's position are (see core.encoders.tokens.POSITION_WIDTH):
#: characters: begin and end; box: x0, y0, x1, y1 in pixels; seconds: begin and end.
Place = Literal["characters", "box", "seconds"]


@dataclass(frozen=True)
class Declaration:
    """What is fixed for a modality, whatever encoder or file comes.

    Attributes:
        place: what a token's position is.
        truth: the columns of core.catalog.schema.TRUTH_COLUMNS that say where in it an attribute
            was planted.
        suffixes: of its files; none if it stands in the table of items itself.
        read_as: the modality whose encoders read it, where it has none of its own.

    """

    place: Place
    truth: tuple[str, ...]
    suffixes: tuple[str, ...] = ()
    read_as: Modality | None = None


_SUFFIXES = {
    "image": ".png .jpg .jpeg .jfif .webp .gif .bmp .tif .tiff .avif .heic .heif .jp2",
    "audio": ".wav .ogg .oga .opus .flac .mp3 .m4a .aac .wma .aiff .aif .mka",
    "video": ".mp4 .webm .mkv .mov .avi .m4v .mpg .mpeg .ogv .3gp .flv .wmv",
    "subtitles": ".srt .vtt .lrc .ass .ssa",
}

DECLARED: Mapping[str, Declaration] = {
    "text": Declaration("characters", ("char_start", "char_end")),
    "image": Declaration("box", ("x0", "y0", "x1", "y1"), tuple(_SUFFIXES["image"].split())),
    "audio": Declaration("seconds", ("t0", "t1"), tuple(_SUFFIXES["audio"].split())),
    "video": Declaration("seconds", ("t0", "t1"), tuple(_SUFFIXES["video"].split())),
    "captions": Declaration("characters", (), read_as="text"),  # their truth is the picture's
}

#: Modalities that lie in files of their own.
MEDIA = tuple(name for name, one in DECLARED.items() if one.suffixes)
#: Modalities that are words.
WORDS = tuple(name for name, one in DECLARED.items() if one.place == "characters")
#: Item columns that name a file -> its suffixes.
FILES: Mapping[str, tuple[str, ...]] = {
    **{name: DECLARED[name].suffixes for name in MEDIA},
    "subtitles": tuple(_SUFFIXES["subtitles"].split()),
}


def read_as(modality: str) -> Modality | None:
    """The modality whose encoders read this one; None of one that a catalog brought itself."""
    declared = DECLARED.get(modality)
    return None if declared is None else declared.read_as or cast(Modality, modality)


def place_of(modality: str) -> Place | None:
    """What a token's position is in a modality, None in one that a catalog brought itself."""
    declared = DECLARED.get(modality)
    return declared.place if declared else None
