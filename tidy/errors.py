"""Errors that own their exit code and say what to do next. One place, `pipeline.py`, prints them."""

from __future__ import annotations


class ThaiItaError(Exception):
    """Base of all errors that a user may see. `exit_code` is what the command ends with."""

    exit_code = 1


class UsageError(ThaiItaError):
    """The command was given something that it cannot work with."""

    exit_code = 2


class DiskFull(ThaiItaError):  # noqa: N818 - it names what stands in the way
    """There is no room left where the tables or what belongs to them are written; the old tables stand."""

    exit_code = 6


class UnreadableSource(ThaiItaError):  # noqa: N818 - it names what stands in the data, status and sentence
    """One file of the raw folder cannot be converted; the others go on.

    `code` is a short stable name for `files.error_code`; `message` is one clear sentence for `files.error`,
    in English, that says what to do next.
    """

    exit_code = 3

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[UnreadableSource], tuple[str, str]]:
        return type(self), (self.code, self.message)  # so that it travels between worker processes


class ContractError(ThaiItaError):
    """A record that the data contract does not allow: a fault of the programme, never of the data."""

    exit_code = 1
