//! MUC-4.
mod classes;
mod date;
mod message;
mod phrase;
mod template;
