use crate::args::{Args, People, RoleArg, Serve, User};
use crate::commands::decide::{named_actor, pipeline_of};
use crate::failure::Failure;
use cairn_decide::{OutsideClaim, Refusal, admit, correction};
use cairn_model::{ActorSide, Claim, Correction, Field, NamedActor, Report};
use cairn_pipeline::{Known, Pipeline, country_of};
use cairn_store::{Register, StoreError};
use cairn_web::{Access, Desk, Listen, Role, ServeError, Site, Users, UsersError};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::net::SocketAddr;

/// Serves the register until the program is interrupted, or keeps the list of people.
pub fn serve(args: &Args, command: &Serve, out: &mut impl Write) -> Result<(), Failure> {
    let fault = Failure::of_register(&args.db);
    match &command.people {
        Some(People::User(User::List)) => list(&users(args)?, out),
        Some(People::User(User::Add { name, role })) => add(args, name, *role, out),
        Some(People::User(User::Remove { name })) => remove(args, name, out),
        None => {
            // Brings an older register up to date. One that cannot be written can still be looked at.
            match Register::open_for_reading(&args.db) {
                Err(StoreError::Older { .. }) => drop(Register::open(&args.db).map_err(&fault)?),
                opened => drop(opened.map_err(&fault)?),
            }
            listen(args, command, out)
        }
    }
}

fn listen(args: &Args, command: &Serve, out: &mut impl Write) -> Result<(), Failure> {
    let users = users(args)?;
    let address = command.listen;
    if users.is_empty() && !address.ip().is_loopback() {
        return Err(Failure::new(
            format!("{address} can be reached from other machines, and nobody has a password"),
            "Give somebody one with `cairn serve user add NAME --role reviewer`, or leave out --listen.",
        ));
    }
    let access = if users.is_empty() { Access::Local } else { Access::Passwords };
    let register = Register::open_for_reading(&args.db).map_err(Failure::of_register(&args.db))?;
    let desk = Stages(pipeline_of(args, &register)?);
    drop(register);
    cairn_web::serve(Listen { address }, |taken| {
        let site = Site::new(&args.db, access, hosts(taken, &command.host), taken.port(), Box::new(desk))
            .map_err(Failure::of_register(&args.db))?;
        writeln!(out, "{} is at http://{taken}/ (Ctrl-C stops)", args.db.display())?;
        out.flush()?;
        Ok(site)
    })
}

/// The stages, and what they know.
struct Stages(Pipeline);

impl std::fmt::Debug for Stages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stages")
    }
}

impl Desk for Stages {
    fn country_of(&self, name: &str) -> Option<String> {
        country_of(name)
    }

    fn correction(&self, field: Field, words: &str, claim: &Claim) -> Result<Correction, String> {
        correction(field, words, claim, &Known(self.0.knowledge())).map_err(|fault| fault.to_string())
    }

    fn actor(&self, name: &str, side: Option<ActorSide>) -> NamedActor {
        named_actor(&Known(self.0.knowledge()), name, side, None)
    }

    fn claim(
        &self,
        report: &Report,
        quote: &str,
        fields: &BTreeMap<Field, String>,
        who: &str,
    ) -> Result<Claim, String> {
        let outside = OutsideClaim {
            report: report.id.clone(),
            quote: quote.to_owned(),
            made_by: Some(who.to_owned()),
            confidence: Some(1.0),
            fields: fields.iter().map(|(field, words)| (field.to_string(), words.as_str().into())).collect(),
        };
        let refused = |refusal: Refusal| format!("The claim is refused: {refusal}. {}", refusal.hint());
        admit(&outside, Some(report), &Known(self.0.knowledge())).map_err(refused)
    }

    fn group(&self, register: &mut Register) -> Result<(), StoreError> {
        cairn_pipeline::group(register, &self.0)
    }
}

/// What browsers may call the address.
fn hosts(taken: SocketAddr, more: &[String]) -> Vec<String> {
    let port = taken.port();
    let mut hosts = vec![taken.to_string()];
    if taken.ip().is_loopback() || taken.ip().is_unspecified() {
        hosts.extend(["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}")));
    }
    for name in more {
        hosts.extend([name.clone(), format!("{name}:{port}")]);
    }
    hosts
}

fn users(args: &Args) -> Result<Users, Failure> {
    Users::of(&args.db).map_err(Failure::from)
}

fn list(users: &Users, out: &mut impl Write) -> Result<(), Failure> {
    if users.is_empty() {
        writeln!(out, "Nobody has a password.")?;
    }
    for (name, role) in users.list() {
        let role = match role {
            Role::Reader => "reader",
            Role::Reviewer => "reviewer",
        };
        writeln!(out, "{name}  {role}")?;
    }
    Ok(())
}

fn add(args: &Args, name: &str, role: RoleArg, out: &mut impl Write) -> Result<(), Failure> {
    let password = if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password(format!("Password of {name}: "))?;
        if rpassword::prompt_password("Once more: ")? != first {
            return Err(Failure::new("the two passwords differ", "Type the same one twice."));
        }
        first
    } else {
        let mut line = String::new();
        std::io::stdin().read_line(&mut line)?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    let role = match role {
        RoleArg::Reader => Role::Reader,
        RoleArg::Reviewer => Role::Reviewer,
    };
    users(args)?.add(name, role, &password)?;
    writeln!(out, "{name} may log in.")?;
    Ok(())
}

fn remove(args: &Args, name: &str, out: &mut impl Write) -> Result<(), Failure> {
    if !users(args)?.remove(name)? {
        return Err(Failure::new(
            format!("nobody is called {name}"),
            "`cairn serve user list` has all names.",
        ));
    }
    writeln!(out, "{name} may no longer log in.")?;
    Ok(())
}

impl From<UsersError> for Failure {
    fn from(fault: UsersError) -> Self {
        let hint = match fault {
            UsersError::Unfit(_) => "Choose another one.",
            _ => "Check the file beside the register and the rights on it.",
        };
        Self::new(fault.to_string(), hint)
    }
}

impl From<ServeError> for Failure {
    fn from(fault: ServeError) -> Self {
        Self::new(
            fault.to_string(),
            "Name another address with `--listen ADDRESS:PORT`; port 0 takes any that is free.",
        )
    }
}
