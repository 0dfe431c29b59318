"""`marsad desk`, `user` and `token`: the record in the browser, and who may use it there."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from marsad.cli.face import (
    FormatOption,
    Output,
    RecordOption,
    open_record,
    open_to_write,
    print_json,
    settings_of,
)
from marsad.errors import ConfigError
from marsad.model import ROLES, Viewer

__all__ = ["app", "tokens", "users"]

app = typer.Typer()
tokens = typer.Typer(no_args_is_help=True, help="Make and drop the tokens that programs sign in with.")
users = typer.Typer(no_args_is_help=True, help="Add and change the users of a desk.")

LOOPBACK = ("127.0.0.1", "localhost", "::1")
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]
RoleOption = Annotated[Viewer, typer.Option(help=f"One of {', '.join(ROLES)}.")]
PasswordOption = Annotated[
    bool,
    typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it."),
]


@app.command()
def desk(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to listen on; 0 takes a free one.")
    ] = 8000,
    record: RecordOption = None,
) -> None:
    """Serve the record in the browser, to you alone, or to a team once it has users (`marsad user add`).

    Example: marsad desk --record .demo/record.db
    """
    import gc
    import socket
    import sys

    import uvicorn

    from marsad.ops.places import place_files
    from marsad.ops.workshop import Workshop, open_workshop
    from marsad.web import Desk, make_app
    from marsad.web.beside import Beside

    settings = settings_of(record=record)
    store = open_to_write(settings)
    if host not in LOOPBACK and not store.accounts.are_there():
        store.close()
        raise ConfigError(
            f"without users a desk listens on 127.0.0.1 alone, not on {host}; "
            "add the first with `marsad user add NAME --role admin`"
        )

    def workshop() -> Workshop:
        files = place_files(settings.own_places, settings.cache)
        return open_workshop(*files, reader=settings.reader, pipeline=settings.pipeline)

    application = make_app(Desk(store, settings, workshop, Beside(settings.record)))
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
        # Connections inherit it. Without it a page waits for 40 ms between its head and its body.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        store.close()
        raise ConfigError(
            f"cannot listen on {host}:{port} ({error.strerror}); give another --port"
        ) from error
    shown = f"[{host}]" if ":" in host else host
    typer.echo(f"The desk is at http://{shown}:{listening.getsockname()[1]}/ (Ctrl+C ends it)")
    # Python looks for cycles in all that is kept, half a second over a large record in which everybody waits: seldom.
    gc.set_threshold(*gc.get_threshold()[:2], 10_000)
    # A thread that waits for its turn asks for it after a fifth of a millisecond, not five: a page has many turns.
    sys.setswitchinterval(0.0002)
    config = uvicorn.Config(application, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


@users.command("add")
def add(
    name: NameArgument,
    role: RoleOption = Viewer.READER,
    password_stdin: PasswordOption = False,
    record: RecordOption = None,
) -> None:
    """Add a user; the first one has to be an admin. From then on the desk asks everybody to sign in.

    Example: marsad user add lina --role admin
    """
    from marsad.ops.accounts import add_user

    password = _password(from_stdin=password_stdin)
    settings = settings_of(record=record)
    with open_to_write(settings) as store:
        add_user(store, name, role, password, by=settings.author or "the owner")
    typer.echo(f"{name} is {role}")


@users.command("list")
def list_users(record: RecordOption = None, format: FormatOption = Output.TEXT) -> None:
    """List the users with their roles.

    Example: marsad user list
    """
    with open_to_write(settings_of(record=record)) as store:
        found = store.accounts.users()
    if format is Output.JSON:
        print_json([{"name": one.name, "role": one.role, "is_active": one.is_active} for one in found])
        return
    for one in found:
        typer.echo(f"{one.name}\t{one.role}{'' if one.is_active else ', shut out'}")
    typer.echo(f"{len(found)} users")


@users.command("change")
def change(
    name: NameArgument,
    role: Annotated[Viewer | None, typer.Option(help=f"One of {', '.join(ROLES)}.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    password_stdin: PasswordOption = False,
    shut_out: Annotated[
        bool | None, typer.Option("--shut-out/--let-in", help="Whether the user may sign in.")
    ] = None,
    record: RecordOption = None,
) -> None:
    """Change a user's role or password, or shut them out; their sessions end with it.

    Example: marsad user change lina --role editor
    """
    from marsad.ops.accounts import change_user

    if role is None and not (password or password_stdin) and shut_out is None:
        raise ConfigError("nothing is to be changed; give --role, --password, --shut-out or --let-in")
    new = _password(from_stdin=password_stdin) if password or password_stdin else None
    is_active = None if shut_out is None else not shut_out
    settings = settings_of(record=record)
    with open_to_write(settings) as store:
        change_user(
            store, name, by=settings.author or "the owner", role=role, password=new, is_active=is_active
        )
    typer.echo(f"{name} is changed")


@tokens.command("add")
def add_token(
    label: Annotated[str, typer.Argument(metavar="LABEL", help="What it is for.")],
    role: RoleOption = Viewer.READER,
    days: Annotated[
        int | None, typer.Option(help="How many days it lasts.", show_default="until it is dropped")
    ] = None,
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Make a token and print its secret, this once; a program sends it as `Authorization: Bearer SECRET`.

    Example: marsad token add "nightly export" --role reader --days 90
    """
    from marsad.ops.accounts import issue_token

    settings = settings_of(record=record)
    with open_to_write(settings) as store:
        secret, token = issue_token(
            store, by=settings.author or "the owner", most=Viewer.OWNER, role=role, label=label, days=days
        )
    if format is Output.JSON:
        print_json({"secret": secret, **asdict(token)})
        return
    typer.echo(f"{token.id} is {token.role} until {token.expires or 'it is dropped'}\n{secret}")


@tokens.command("list")
def list_tokens(record: RecordOption = None, format: FormatOption = Output.TEXT) -> None:
    """List the tokens, the newest first.

    Example: marsad token list
    """
    with open_to_write(settings_of(record=record)) as store:
        found = store.accounts.tokens()
    if format is Output.JSON:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        typer.echo(f"{one.id}\t{one.role}\t{one.user}\tuntil {one.expires or 'it is dropped'}\t{one.label}")
    typer.echo(f"{len(found)} tokens")


@tokens.command("drop")
def drop_token(
    id: Annotated[str, typer.Argument(metavar="TOKEN", help="The id of a token, as `list` prints it.")],
    record: RecordOption = None,
) -> None:
    """Take a token away; what carries it is refused from then on.

    Example: marsad token drop token-3f9c81aa
    """
    settings = settings_of(record=record)
    with open_to_write(settings) as store:
        store.accounts.drop_token(id, by=settings.author or "the owner")
    typer.echo(f"{id} is dropped")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked


@app.command()
def publish(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to write; a snapshot there is replaced.")
    ],
    title: Annotated[str, typer.Option(help="What the snapshot is called.")] = "Marsad",
    lang: Annotated[str, typer.Option(help="The language of its pages: en or ar.")] = "en",
    record: RecordOption = None,
    format: FormatOption = Output.TEXT,
) -> None:
    """Write a read-only site of what the public may see, for any web server or a USB stick.

    What is locked, such as the road of a convoy that has not arrived, is in none of its bytes.

    Example: marsad publish site --title "Aleppo, September 2016"
    """
    from marsad.web.publishing import publish as write_site

    settings = settings_of(record=record)
    with open_record(settings) as store:
        done = write_site(store, folder, title=title, lang=lang, by=settings.author)
    if format is Output.JSON:
        print_json({**asdict(done), "folder": str(done.folder)})
        return
    typer.echo(f"{done.folder / 'index.html'}\n{done.incidents} incidents in {done.files} files")
    typer.echo(f"sha256 {done.sha256}\nhead   {done.head}")
