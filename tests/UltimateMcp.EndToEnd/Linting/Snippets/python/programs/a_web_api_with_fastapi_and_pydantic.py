from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timezone
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Query, status
from pydantic import BaseModel, ConfigDict, Field, field_validator


class NoteIn(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    title: str = Field(min_length=1, max_length=80)
    text: str = ""
    tags: list[str] = []

    @field_validator("tags")
    @classmethod
    def lower_tags(cls, tags: list[str]) -> list[str]:
        return sorted({tag.lower() for tag in tags})


class Note(NoteIn):
    id: int
    created: datetime


class Store:
    def __init__(self) -> None:
        self.notes: dict[int, Note] = {}
        self.last_id = 0

    def add(self, note: NoteIn) -> Note:
        self.last_id += 1
        self.notes[self.last_id] = Note(
            id=self.last_id, created=datetime.now(timezone.utc), **note.model_dump()
        )
        return self.notes[self.last_id]


store = Store()
TOKEN = secrets.token_urlsafe()


@asynccontextmanager
async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
    print("starting")
    yield
    print(f"stopping with {len(store.notes)} notes")


app = FastAPI(title="Notes", lifespan=lifespan)


def get_store() -> Store:
    return store


def require_token(authorization: str | None = Header(default=None)) -> None:
    expected = f"Bearer {TOKEN}"
    if authorization is None or not secrets.compare_digest(authorization, expected):
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "a token is required")


StoreDep = Annotated[Store, Depends(get_store)]


@app.get("/notes", response_model=list[Note])
async def list_notes(
    store: StoreDep,
    tag: str | None = None,
    limit: int = Query(20, ge=1, le=100),
):
    notes = [n for n in store.notes.values() if tag is None or tag in n.tags]
    return notes[:limit]


@app.post("/notes", status_code=status.HTTP_201_CREATED, dependencies=[Depends(require_token)])
async def add_note(note: NoteIn, store: StoreDep) -> Note:
    return store.add(note)


@app.get("/notes/{note_id}")
async def get_note(note_id: int, store: StoreDep) -> Note:
    try:
        return store.notes[note_id]
    except KeyError:
        raise HTTPException(status.HTTP_404_NOT_FOUND, f"no note {note_id}") from None


@app.delete("/notes/{note_id}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_note(note_id: int, store: StoreDep, _: None = Depends(require_token)) -> None:
    store.notes.pop(note_id, None)
