"""Music. Last.fm 1K and 360K: http://ocelma.net/MusicRecommendationDataset, HetRec 2011:
https://grouplens.org/datasets/hetrec-2011, Spotify:
https://www.aicrowd.com/challenges/spotify-million-playlist-dataset-challenge.
"""

# ruff: noqa: E501 (rows of data)
from __future__ import annotations

import json

from tests.core.catalog.published import Published

LASTFM_1K = Published(
    "lastfm-1k",
    "http://ocelma.net/MusicRecommendationDataset/lastfm-1K.html",
    {
        "userid-timestamp-artid-artname-traid-traname.tsv": (
            "user_000001\t2009-05-04T23:08:57Z\tf1b1cf71-bd35-4e99-8624-24a6e15f133a\tDeep Dish\t"
            "3b3f5f5e-1ad1-4b9d-bd2d-9ad4e6a1a6b0\tFuck Me Im Famous\n"
            "user_000001\t2009-05-04T13:54:10Z\ta7f7df4a-77d8-4f12-8acd-5c60c93f4de8\t坂本龍一\t"
            "8b1b3e4c-7f00-4a05-9d0f-7b8a0d2f4d11\tComposition 0919\n"
            "user_000002\t2009-05-04T13:52:04Z\ta7f7df4a-77d8-4f12-8acd-5c60c93f4de8\t坂本龍一\t"
            "8b1b3e4c-7f00-4a05-9d0f-7b8a0d2f4d11\tComposition 0919\n"
        ).encode(),
        "userid-profile.tsv": (
            b"#id\tgender\tage\tcountry\tregistered\nuser_000001\tm\t\tJapan\tAug 13, 2006\n"
            b"user_000002\tf\t\tPeru\tFeb 24, 2006\n"
        ),
        "README.txt": b"======\nREADME\n======\n",
    },
    {
        "log_in": "userid-timestamp-artid-artname-traid-traname.tsv",
        "n_items": [2],
        "n_users": [2],
        "log": [
            ["user_000001", ["3b3f5f5e-1ad1-4b9d-bd2d-9ad4e6a1a6b0", "Fuck Me Im Famous",
                             "f1b1cf71-bd35-4e99-8624-24a6e15f133a", "Deep Dish"],
             "2009-05-04T23:08:57"],
            ["user_000001", ["8b1b3e4c-7f00-4a05-9d0f-7b8a0d2f4d11", "Composition 0919",
                             "a7f7df4a-77d8-4f12-8acd-5c60c93f4de8", "坂本龍一"],
             "2009-05-04T13:54:10"],
            ["user_000002", ["8b1b3e4c-7f00-4a05-9d0f-7b8a0d2f4d11", "Composition 0919",
                             "a7f7df4a-77d8-4f12-8acd-5c60c93f4de8", "坂本龍一"],
             "2009-05-04T13:52:04"],
        ],
        "asks": {"any": ["userid-timestamp", "column 3", "column 5"]},
    },
)  # fmt: skip
LASTFM_360K = Published(
    "lastfm-360k",
    "http://ocelma.net/MusicRecommendationDataset/lastfm-360K.html",
    {
        "usersha1-artmbid-artname-plays.tsv": (
            b"00000c289a1829a808ac09c00daf10bc3c4e223b\t3bd73256-3905-4f3a-97e2-8b341527f805\t"
            b"betty blowtorch\t2137\n"
            b"00000c289a1829a808ac09c00daf10bc3c4e223b\tf2fb0ff0-5679-42ec-a55c-15109ce6e320\t"
            b"die \xc3\x84rzte\t1099\n"
            b"00001411dc427966b17297bf4d69e7e193135d89\tf2fb0ff0-5679-42ec-a55c-15109ce6e320\t"
            b"die \xc3\x84rzte\t3\n"
        ),
        "usersha1-profile.tsv": (
            b"00000c289a1829a808ac09c00daf10bc3c4e223b\tf\t22\tGermany\tFeb 1, 2007\n"
            b"00001411dc427966b17297bf4d69e7e193135d89\tm\t\tCanada\tDec 4, 2007\n"
        ),
    },
    {
        "log_in": "usersha1-artmbid-artname-plays.tsv",
        "columns": {"weight": "column 4"},
        "items": {
            "3bd73256-3905-4f3a-97e2-8b341527f805": {},
            "f2fb0ff0-5679-42ec-a55c-15109ce6e320": {},
        },
        "log": [
            ["00000c289a1829a808ac09c00daf10bc3c4e223b", "3bd73256-3905-4f3a-97e2-8b341527f805", "none", {"weight": 2137}],
            ["00000c289a1829a808ac09c00daf10bc3c4e223b", "f2fb0ff0-5679-42ec-a55c-15109ce6e320", "none", {"weight": 1099}],
            ["00001411dc427966b17297bf4d69e7e193135d89", "f2fb0ff0-5679-42ec-a55c-15109ce6e320", "none", {"weight": 3}],
        ],
        "asks": {"any": ["usersha1-artmbid", "column 2", "column 4"]},
    },
)  # fmt: skip
HETREC = Published(
    "hetrec2011-lastfm-2k",
    "https://files.grouplens.org/datasets/hetrec2011/hetrec2011-lastfm-readme.txt",
    {
        "artists.dat": (
            "id\tname\turl\tpictureURL\n51\tDuran Duran\thttp://www.last.fm/music/Duran+Duran\t"
            "http://userserve-ak.last.fm/serve/252/155668.jpg\n"
            "52\tDie Ärzte\thttp://www.last.fm/music/Die+%C3%84rzte\thttp://u/1.jpg\n"
        ).encode(),
        "tags.dat": "tagID\ttagValue\n1\tmetal\n2\tchanson française\n".encode("latin-1"),
        "user_artists.dat": b"userID\tartistID\tweight\n2\t51\t13883\n2\t52\t11690\n3\t51\t11351\n",
        "user_friends.dat": b"userID\tfriendID\n2\t3\n3\t2\n",
        "user_taggedartists.dat": b"userID\tartistID\ttagID\tday\tmonth\tyear\n2\t52\t1\t1\t4\t2009\n",
        "user_taggedartists-timestamps.dat": (
            b"userID\tartistID\ttagID\ttimestamp\n2\t52\t1\t1238536800000\n"
        ),
    },
    {
        "items_in": "artists.dat",
        "log_in": "user_artists.dat",
        "items": {"51": {"title": "Duran Duran"}, "52": {"title": "Die Ärzte"}},
        "log": [
            ["2", "51", "none", {"weight": 13883}],
            ["2", "52", "none", {"weight": 11690}],
            ["3", "51", "none", {"weight": 11351}],
        ],
        "unused": ["tags.dat", "user_friends.dat", "user_taggedartists.dat",
                   "user_taggedartists-timestamps.dat"],
    },
)  # fmt: skip
SPOTIFY = Published(
    "spotify-million-playlists",
    "https://www.aicrowd.com/challenges/spotify-million-playlist-dataset-challenge",
    {
        "data/mpd.slice.0-999.json": json.dumps(
            {
                "info": {"generated_on": "2017-12-03 08:41:42.057563", "slice": "0-999", "version": "v1"},
                "playlists": [
                    {
                        "name": name, "collaborative": "false", "pid": pid,
                        "modified_at": 1493424000 + 86400 * pid, "num_tracks": len(tracks),
                        "num_albums": 2, "num_followers": 1, "num_edits": 6, "duration_ms": 11,
                        "num_artists": 2,
                        "tracks": [
                            {
                                "pos": place, "artist_name": "Missy Elliott",
                                "track_uri": f"spotify:track:{uri}", "track_name": title,
                                "artist_uri": "spotify:artist:2w", "duration_ms": 226863,
                                "album_uri": "spotify:album:6v", "album_name": "The Cookbook",
                            }
                            for place, (uri, title) in enumerate(tracks)
                        ],
                    }
                    for pid, (name, tracks) in enumerate(
                        (("Throwbacks", [("0UaM", "Lose Control"), ("6I9V", "Toxic")]),
                         ("Awesome Playlist", [("6I9V", "Toxic")]))
                    )
                ],
            },
            indent=4,
        ).encode(),
        "README.md": b"# The Million Playlist Dataset\n",
    },
    {
        "log_in": "data/mpd.slice.0-999.json",
        "items": {
            "spotify:track:0UaM": {"title": "Lose Control"}, "spotify:track:6I9V": {"title": "Toxic"}
        },
        "log": [["0", "spotify:track:0UaM"], ["0", "spotify:track:6I9V"], ["1", "spotify:track:6I9V"]],
        "asks": {"any": ["mpd.slice", "playlists"]},
    },
)  # fmt: skip
SETS = (LASTFM_1K, LASTFM_360K, HETREC, SPOTIFY)
