use clap::{Subcommand, ValueEnum};
use std::net::SocketAddr;

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Without --listen only this machine can reach it, and no password is asked for: whoever decides is
asked for a name once. Once somebody was given a password with `cairn serve user add`, everybody logs
in. An address that others can reach is served to people with a password only. What goes over the
network is not encrypted: put a proxy with TLS before it, or use a tunnel.

Examples:
  cairn serve
  cairn serve user add \"Ana Ruiz\" --role reviewer
  cairn serve --listen 192.168.1.20:8750
  cairn serve --listen 127.0.0.1:8750 --host cairn.example.org")]
pub struct Serve {
    /// Keep the list of people who may log in.
    #[command(subcommand)]
    pub people: Option<People>,

    /// The address to listen on.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8750")]
    pub listen: SocketAddr,

    /// A name by which browsers reach it, besides the address; may be given more than once.
    #[arg(long, value_name = "NAME[:PORT]")]
    pub host: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum People {
    /// Add, remove or list people who may log in.
    #[command(subcommand)]
    User(User),
}

#[derive(Debug, Subcommand)]
pub enum User {
    /// Give somebody a password, or a new one; it is read from the terminal or from standard input.
    Add {
        /// Their name, as it will stand beside their decisions.
        name: String,
        /// What they may do.
        #[arg(long, value_enum)]
        role: RoleArg,
    },
    /// Take somebody off the list. What they decided stays.
    Remove {
        /// Their name.
        name: String,
    },
    /// List the people and their roles.
    List,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum RoleArg {
    /// Looks at everything.
    Reader,
    /// Decides as well.
    Reviewer,
}
