"""What the guided tour shows and says: five minutes before an audience, by sample."""

from __future__ import annotations

from dataclasses import dataclass, field

from gui.state.wording import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Step:
    """One stop of the tour.

    Attributes:
        page: key of the page it stands on.
        said: for the audience, in large letters.
        notes: for who speaks.
        seconds: it takes to say that.
        of: what is said instead with some samples.
        noted: likewise of the notes.

    """

    page: str
    said: str
    notes: str
    seconds: int
    of: dict[str, str] = field(default_factory=dict)
    noted: dict[str, str] = field(default_factory=dict)


STEPS = (
    Step(
        "catalog",
        QT_TRANSLATE_NOOP("Talk", "Things people choose: each has words, and more than words."),
        QT_TRANSLATE_NOOP(
            "Talk",
            "Click two or three items. Ask the audience what they would recommend to somebody who "
            "chose them, and from what they know it: the words, or the rest?",
        ),
        40,
        {
            "shop": QT_TRANSLATE_NOOP(
                "Talk", "A shop: each thing has a text and a photograph, and people who bought it."
            ),
            "music": QT_TRANSLATE_NOOP(
                "Talk", "Songs: each has a text, a cover and a sound, and people who listened."
            ),
            "video": QT_TRANSLATE_NOOP(
                "Talk", "Clips: each has a text, film, sound and subtitles, and people who watched."
            ),
        },
    ),
    Step(
        "time",
        QT_TRANSLATE_NOOP("Talk", "First, all tracks of an item are put on one clock."),
        QT_TRANSLATE_NOOP(
            "Talk",
            "Without this, a word would be compared with the wrong second. What is unsure is left "
            "alone, and said.",
        ),
        30,
        {
            "shop": QT_TRANSLATE_NOOP(
                "Talk", "A shop has no sound or film, so there is nothing to put on one clock."
            ),
        },
        {
            "shop": QT_TRANSLATE_NOOP(
                "Talk", "Go on quickly: this page matters for music and video."
            ),
            "video": QT_TRANSLATE_NOOP(
                "Talk",
                "The item that is open had a shifted track. Show before and after: the offset was "
                "found from the sound alone.",
            ),
        },
    ),
    Step(
        "space",
        QT_TRANSLATE_NOOP(
            "Talk", "Pictures are cut to the encoder's grid, and the way back is kept."
        ),
        QT_TRANSLATE_NOOP(
            "Talk",
            "So every patch the model sees can be drawn on the original. That is why the maps to "
            "come can be trusted to the pixel.",
        ),
        30,
    ),
    Step(
        "features",
        QT_TRANSLATE_NOOP(
            "Talk", "Pretrained encoders turn words, pictures and sound into tokens."
        ),
        QT_TRANSLATE_NOOP(
            "Talk",
            "If nothing is prepared yet, press 'Prepare and show me' now and go on talking: it "
            "takes under a minute on a sample, and the next pages fill while you speak.",
        ),
        35,
    ),
    Step(
        "training",
        QT_TRANSLATE_NOOP(
            "Talk",
            "A Transformer learns which words, patches and seconds explain what people choose.",
        ),
        QT_TRANSLATE_NOOP(
            "Talk",
            "Point at the loss, then at the metrics beside popularity and random: the floors say "
            "whether it learned anything at all.",
        ),
        35,
    ),
    Step(
        "attention",
        QT_TRANSLATE_NOOP("Talk", "Where does a word look? Point at one."),
        QT_TRANSLATE_NOOP(
            "Talk",
            "Pin a word that names something visible or audible. Then press Proof: hiding what the "
            "map shows moves the score more than hiding as much at random. A map that cannot fail "
            "that test would be decoration.",
        ),
        60,
        {
            "shop": QT_TRANSLATE_NOOP(
                "Talk", "Where does the word look in the photograph? Point at one."
            ),
            "music": QT_TRANSLATE_NOOP(
                "Talk", "Which second does the word hear? Point at one, and play it."
            ),
            "video": QT_TRANSLATE_NOOP(
                "Talk", "Which moment of film and sound does the word mean? Point."
            ),
        },
        {
            "shop": QT_TRANSLATE_NOOP(
                "Talk",
                "Pin a colour or a pattern and switch the planted truth on: the outline says where "
                "it really is. Then press Proof: hiding what the map shows moves the score more "
                "than hiding as much at random.",
            ),
        },
    ),
    Step(
        "alignment",
        QT_TRANSLATE_NOOP("Talk", "Do words, picture and sound of an item say the same?"),
        QT_TRANSLATE_NOOP(
            "Talk",
            "On the map each item stands once for each modality. Find the items whose modalities "
            "disagree: in a real catalog those are the wrong pictures.",
        ),
        35,
    ),
    Step(
        "recommend",
        QT_TRANSLATE_NOOP("Talk", "A list, and for each line why: the parts add up to the score."),
        QT_TRANSLATE_NOOP(
            "Talk",
            "Switch a modality off, or remove an item from the history: the list changes at once, "
            "without training. Framed items were hidden from the model and really chosen.",
        ),
        45,
    ),
    Step(
        "benchmark",
        QT_TRANSLATE_NOOP(
            "Talk", "And how fast is it here? One card, with how sure each number is."
        ),
        QT_TRANSLATE_NOOP(
            "Talk",
            "If nothing was measured, do not start now: it needs a quiet machine. Thank the "
            "audience; the report (File, Share) is what you can send them.",
        ),
        20,
    ),
)
